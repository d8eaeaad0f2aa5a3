import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// A script that was written to change source files of its own project once: it reads a file of the project, writes it back, and
/// nobody imports it.
struct PatchScript {
    private let file: FileContext

    init(_ file: FileContext) { self.file = file }

    /// Looks at the project last.
    var isIt: Bool {
        // Names are not resolved for a file that contains no such path.
        guard !file.path.isTest, file.source.contains(".py\"") || file.source.contains(".py'"),
            let written = rewritten, !written.isEmpty
        else { return false }
        return written.contains(where: isSource) && !isImported
    }

    /// The texts that may be paths of files which are both read and written; nil if there are none.
    private var rewritten: Set<String>? {
        let openings = file.nodes.calls(of: Self.openers).compactMap { FileOpening($0, file.semantics) }
        let paths = { (isRead: Bool) -> Set<String> in
            Set(openings.filter { $0.isReadOnly == isRead }.compactMap(\.source).flatMap(texts))
        }
        let read = paths(true)
        return read.isEmpty ? nil : read.intersection(paths(false))
    }

    private static let openers = WordSet(["open"])

    /// The plain strings that an expression may stand for: itself, what a name of the module is bound to, what a loop goes through.
    private func texts(of source: Syntax) -> [String] {
        if let text = source.plainString { return [text] }
        guard let variable = file.semantics.variable(of: source.withoutParentheses), variable.scope.kind == .module
        else {
            return []
        }
        return variable.bindings.flatMap { binding -> [String] in
            guard let statement = binding.node.enclosingStatement else { return [] }
            if statement.kind == .forStatement { return statement.child(.iterable).map(elements) ?? [] }
            return Assignment(statement)?.value?.plainString.map { [$0] } ?? []
        }
    }

    private func elements(of iterable: Syntax) -> [String] {
        let iterable = iterable.withoutParentheses
        if iterable.kind == .list || iterable.kind == .tuple { return iterable.children.compactMap(\.plainString) }
        guard let variable = file.semantics.variable(of: iterable), variable.scope.kind == .module else { return [] }
        return variable.bindings.compactMap {
            $0.node.enclosingStatement.flatMap(Assignment.init)?.value?.withoutParentheses
        }
        .filter { $0.kind == .list || $0.kind == .tuple }.flatMap { $0.children.compactMap(\.plainString) }
    }

    /// True for the path of a Python file of the project, from its root or from the script's folder.
    private func isSource(_ text: String) -> Bool {
        guard text.hasSuffix(".py") else { return false }
        let path = Path(text.utf8).normalized
        return file.project.paths.contains(path)
            || file.project.paths.contains(file.path.folder.appending(path.bytes).normalized)
    }

    private var isImported: Bool {
        guard let name = ModulePaths.stem(of: file.path) else { return true }
        return file.project.paths(mentioning: name).contains { path in
            guard path != file.path else { return false }
            return file.project.file(at: path)?.tree.root.subtree.contains { node in
                (node.kind == .importAlias || node.kind == .importFromStatement)
                    && node.subtree.contains { $0.lastName == name }
            } ?? false
        }
    }
}
