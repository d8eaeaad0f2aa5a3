import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The branch for a row that exists, which the handler repeats: nobody wants more than a few lines twice, and what it writes to other
/// rows or commits would overwrite what the other worker has just committed.
struct RepeatedBranch {
    let file: FileContext
    let site: SeedingSite

    /// A statement that is too much to be repeated.
    var obstacle: Syntax? {
        let isBehind = site.shape == .insertBehind
        let branch = isBehind ? site.ifStatement.child(.body) : site.otherBody
        guard let branch, let last = Suite(branch).statements.last else { return nil }
        let lines = file.lines.position(of: last.end).line - file.lines.position(of: branch.start).line + 1
        let statements = Suite(branch).statements
        if !isBehind, statements.allSatisfy({ file.effects.of($0).isHarmless }) { return nil }
        if lines > (isBehind ? 8 : 4) { return last }
        let events = file.sessionBody(around: site.ifStatement)?.events
        let working = statements.filter { !isQuiet($0, events) }
        return working.first { !isUpdate($0) } ?? working.dropFirst().first
    }

    private static let setting: Pattern = "setattr($row, $...)"
    static let patterns: Patterns = [setting]

    /// A report, or a jump: nothing is written.
    private func isQuiet(_ statement: Syntax, _ events: [SessionEvent]?) -> Bool {
        if file.effects.of(statement).isHarmless { return true }
        guard let events else { return [.continueStatement, .breakStatement].contains(statement.kind) }
        let own = events.filter { $0.node.isDescendantOrSelf(of: statement) }
        switch statement.kind {
        case .continueStatement, .breakStatement: return true
        case .returnStatement: return own.allSatisfy { $0.work.isDisjoint(with: Self.writing) }
        case .assignment, .augmentedAssignment, .expressionStatement: return own.isEmpty && site.shape == .insertBehind
        default: return false
        }
    }

    private static let writing: SessionWork = [.adds, .deletes, .changes, .commits, .rollsBack]

    /// A change of the row that was found, which is sent at most.
    private func isUpdate(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .assignment, .augmentedAssignment: return statement.children(.target).allSatisfy(isOfFound)
        case .expressionStatement:
            if let sent = SessionCall(statement: statement, file.frameworks) {
                return sent.has([.flushes, .refreshes])
            }
            return statement.child(.value).flatMap { Self.setting.match($0)?["row"] }.map(isFound) ?? false
        default: return false
        }
    }

    private func isOfFound(_ target: Syntax) -> Bool {
        target.kind == .attribute && target.child(.object).map(isFound) ?? false
    }

    private func isFound(_ node: Syntax) -> Bool { site.found.map { $0.hasSameTokens(as: node) } ?? false }
}
