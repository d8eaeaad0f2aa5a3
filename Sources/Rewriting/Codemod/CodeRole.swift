import FileSystem
import PythonSemantics
import PythonSyntax

/// Who runs some code. Only an application serves several requests or workers at once, for years.
public enum CodeRole: Sendable, Hashable {
    case application
    case test
    /// In a folder of scripts, examples, sample data or code that was put away.
    case aside
    /// Reached only from `if __name__ == "__main__":`.
    case program

    /// The role of a whole file, from its path.
    init(of path: Path, among paths: @autoclosure () -> [Path]) {
        let folders = path.components.dropLast().map { String(decoding: $0, as: UTF8.self).lowercased() }
        if path.isTest {
            self = .test
        } else if let index = folders.firstIndex(where: Self.foldersAside.contains) {
            // A project that consists of such a folder is an application all the same.
            let folder = Path(path.components[...index].joined(separator: Path.slash))
            self = paths().allSatisfy { $0.isInside(folder) } ? .application : .aside
        } else {
            self = .application
        }
    }

    private static let foldersAside: Set<String> = [
        "scripts", "archive", "archived", "archives", "demo", "demos", "example", "examples", "sample", "samples",
        "sample_data", "benchmarks",
    ]
}

extension Path {
    fileprivate static var slash: [UInt8] { [UInt8(ascii: "/")] }
}

extension FileContext {
    /// Who runs the code around a node, as far as the project shows it. Unknown code counts as the application's.
    public func role(of node: Syntax) -> CodeRole {
        let role = analysis(of: tree.root) { FileRole(CodeRole(of: path, among: project.paths)) }.role
        return role == .application && MainProgram(self).isOnlyReached(node) ? .program : role
    }
}

/// Keeps a file's role.
private final class FileRole {
    let role: CodeRole

    init(_ role: CodeRole) { self.role = role }
}

/// What only runs if the file is started as a program.
private struct MainProgram {
    private let file: FileContext

    init(_ file: FileContext) { self.file = file }

    func isOnlyReached(_ node: Syntax) -> Bool {
        var open: Set<Syntax> = []
        return isOnlyReached(node, &open)
    }

    /// `open` are the definitions whose uses are being looked at.
    private func isOnlyReached(_ node: Syntax, _ open: inout Set<Syntax>) -> Bool {
        let around = [node] + Array(node.ancestors)
        let isDefinition: (Syntax) -> Bool = { $0.kind == .functionDefinition || $0.kind == .classDefinition }
        guard let definition = around.last(where: isDefinition) else { return around.contains(where: Self.isMain) }
        if around.contains(where: Self.isMain) || open.contains(definition) { return true }
        guard let name = definition.child(.name), let variable = file.semantics.variable(of: name),
            variable.scope.kind == .module, variable.bindings.count == 1, definition.child(.decorator) == nil,
            ClassDefinition(definition)?.bases.isEmpty ?? true
        else { return false }
        open.insert(definition)
        let uses = variable.references.filter { !$0.isDescendant(of: definition) }
        return !uses.isEmpty && uses.allSatisfy { isOnlyReached($0, &open) } && isUnknownElsewhere(variable.name)
    }

    /// `if __name__ == "__main__":`, without its other branches.
    private static func isMain(_ node: Syntax) -> Bool {
        guard node.kind == .block, node.role == .body, let statement = node.parent.flatMap(IfStatement.init),
            let pair = Comparison(statement.test.withoutParentheses)?.pair, pair.operation == .equal
        else { return false }
        return [(pair.left, pair.right), (pair.right, pair.left)].contains {
            $0.identifier == "__name__" && $1.plainString == "__main__"
        }
    }

    /// No other file names both the definition and this module.
    private func isUnknownElsewhere(_ name: String) -> Bool {
        guard let module = ModulePaths.words(of: file.path).last else { return false }
        let files = Set(file.project.paths(mentioning: String(decoding: module, as: UTF8.self)))
        return file.project.paths(mentioning: name).allSatisfy { $0 == file.path || !files.contains($0) }
    }
}
