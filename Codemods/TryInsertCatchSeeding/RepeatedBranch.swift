import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The branch for a row that exists, which the handler repeats: nobody wants more than a few lines twice.
struct RepeatedBranch {
    let file: FileContext
    let site: SeedingSite

    /// A statement that is too much to be repeated.
    var obstacle: Syntax? {
        let branch = site.shape == .insertBehind ? site.ifStatement.child(.body) : site.otherBody
        guard let branch, let last = Suite(branch).statements.last else { return nil }
        let lines = file.lines.position(of: last.end).line - file.lines.position(of: branch.start).line + 1
        if site.shape == .insertBehind { return lines > 8 ? last : nil }
        let statements = Suite(branch).statements
        if statements.allSatisfy({ file.effects.of($0).isHarmless }) { return nil }
        return lines > 4 ? last : statements.first { !isUpdate($0) }
    }

    private static let setting: Pattern = "setattr($row, $...)"
    static let patterns: Patterns = [setting]

    /// A report, a change of the row that was found, the end of its transaction, or a jump.
    private func isUpdate(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .passStatement, .returnStatement, .continueStatement, .breakStatement: return true
        case .assignment, .augmentedAssignment: return statement.children(.target).allSatisfy(isOfFound)
        case .forStatement, .ifStatement:
            return statement.children(.orElse).isEmpty
                && statement.child(.body).map { Suite($0).statements.allSatisfy(isUpdate) } ?? false
        case .expressionStatement:
            if let sent = SessionCall(statement: statement, file.frameworks) {
                return sent.has([.flushes, .commits, .refreshes])
            }
            if let row = statement.child(.value).flatMap({ Self.setting.match($0)?["row"] }) { return isFound(row) }
            return file.effects.of(statement).isHarmless
        default: return false
        }
    }

    private func isOfFound(_ target: Syntax) -> Bool {
        target.kind == .attribute && target.child(.object).map(isFound) ?? false
    }

    private func isFound(_ node: Syntax) -> Bool { site.found.map { $0.hasSameTokens(as: node) } ?? false }
}
