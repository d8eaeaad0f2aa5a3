import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// Adds imports as the author would: to an existing import from the same module, else on a line of its own among the
/// imports at the top.
public struct ImportEditor {
    private let file: FileContext
    public private(set) var edits: [TextEdit] = []
    private var added: Set<String> = []

    public init(_ file: FileContext) { self.file = file }

    /// Makes `name` of a module available at the top level of the file. False if the name means something else there.
    public mutating func add(_ name: String, from module: String) -> Bool {
        if let bound = rootScope.resolve(name), bound.scope == rootScope {
            return bound.bindings.contains { imports($0, name, from: module) && $0.isExecutedOnImport }
        }
        guard added.insert(module + ":" + name).inserted else { return true }
        if let statement = statement(importingFrom: module, with: name) {
            edits.append(adding(name, to: statement))
        } else {
            insert(
                "from \(module) import \(name)",
                isStandard: StandardModules.contains(root: String(module.prefix { $0 != "." })))
        }
        return true
    }

    /// Makes a module of the standard library available by its name. False if the name means something else in the
    /// file.
    public mutating func add(standardModule name: String) -> Bool {
        if let bound = rootScope.resolve(name), bound.scope == rootScope {
            return bound.bindings.contains {
                $0.kind == .importModule && $0.isExecutedOnImport && $0.node.parent?.child(.alias) == nil
                    && $0.node.text == name
            }
        }
        if added.insert(name).inserted { insert("import \(name)", isStandard: true) }
        return true
    }

    private var rootScope: Scope { file.semantics.scope(of: file.tree.root) }

    // MARK: Existing imports

    private var statements: [Syntax] { file.tree.root.children.filter(\.kind.isStatement) }

    private func imports(_ binding: Binding, _ name: String, from module: String) -> Bool {
        guard binding.kind == .importFrom, let alias = binding.node.parent, let statement = alias.parent else {
            return false
        }
        return Self.module(of: statement) == module && alias.child(.name)?.text == name
    }

    private static func module(of statement: Syntax) -> String? {
        guard statement.kind == .importFromStatement, let name = statement.child(.module) else { return nil }
        return name.compactText
    }

    private func statement(importingFrom module: String, with name: String) -> Syntax? {
        statements.first {
            Self.module(of: $0) == module && $0.children.contains { $0.kind == .importAlias && $0.text != "*" }
                && fits(name, $0)
        }
    }

    /// A statement on one line takes another name only if the line does not become too long.
    private func fits(_ name: String, _ statement: Syntax) -> Bool {
        let isWrapped = file.source.bytes[statement.range].contains(where: Layout.isLineEnd)
        return isWrapped || statement.text.count + name.count + 2 <= file.style.lineLength
    }

    // MARK: Edits

    /// In alphabetical order if the names are, else after the last one.
    private func adding(_ name: String, to statement: Syntax) -> TextEdit {
        let aliases = statement.children.filter { $0.kind == .importAlias }
        let names = aliases.map(\.text)
        if names == names.sorted(), let next = aliases.first(where: { $0.text > name }) {
            return TextEdit(insertingAt: next.start, name + "," + separator(before: next, among: aliases))
        }
        let last = aliases[aliases.count - 1]
        return TextEdit(insertingAt: last.end, "," + separator(before: last, among: aliases) + name)
    }

    /// The separator between two names: a space, or a line ending and the indentation of the names.
    private func separator(before alias: Syntax, among aliases: [Syntax]) -> String {
        guard Layout.isFirstOnLine(alias.start, in: file.source) else { return " " }
        return file.style.lineEnding.rawValue + Layout.indentation(before: alias.start, in: file.source)
    }

    /// On a line of its own: in the group of its kind if there is one, in alphabetical order if that group is.
    private mutating func insert(_ text: String, isStandard: Bool) {
        let newline = file.style.lineEnding.rawValue
        let imports = statements.prefix { isImport($0) || isHeader($0) }.filter(isImport)
        let kind: ImportKind =
            isStandard ? .standard : Self.word(text).hasPrefix(".") ? .project : kind(ofModule: Self.word(text))
        let group = imports.filter { self.kind(of: $0) == kind }
        if let last = group.last {
            let next = group.first { Self.sortKey($0.text) > Self.sortKey(text) }
            let isSorted = zip(group, group.dropFirst()).allSatisfy { Self.sortKey($0.text) <= Self.sortKey($1.text) }
            if isSorted, let next {
                edits.append(TextEdit(insertingAt: Layout.lineStart(of: next.start, in: file.source), text + newline))
            } else {
                edits.append(TextEdit(insertingAt: Layout.nextLineStart(of: last.end, in: file.source), text + newline))
            }
        } else if let next = imports.first(where: { self.kind(of: $0).rawValue > kind.rawValue }) {
            edits.append(
                TextEdit(insertingAt: Layout.lineStart(of: next.start, in: file.source), text + newline + newline))
        } else if let last = imports.last {
            let offset = Layout.nextLineStart(of: last.end, in: file.source)
            let isFollowed = offset < file.source.bytes.count && !Layout.isLineEnd(file.source.bytes[offset])
            edits.append(TextEdit(insertingAt: offset, newline + text + newline + (isFollowed ? newline : "")))
        } else {
            edits.append(TextEdit(insertingAt: startOfCode, text + newline + newline))
        }
    }

    /// The groups of imports, in PEP 8's order.
    private enum ImportKind: Int { case future, standard, external, project }

    private func kind(of statement: Syntax) -> ImportKind {
        kind(ofModule: Self.module(of: statement) ?? Self.word(statement.text))
    }

    private func kind(ofModule module: String) -> ImportKind {
        let root = String(module.prefix { $0 != "." })
        if root.isEmpty { return .project }
        if root == "__future__" { return .future }
        if StandardModules.contains(root: root) { return .standard }
        return file.project.path(ofModule: module, importedFrom: file.path) == nil ? .external : .project
    }

    /// The module's name in the text of an import.
    private static func word(_ text: String) -> String {
        text.split(separator: " ").dropFirst().first.map { String($0.prefix { $0 != "," }) } ?? ""
    }

    /// Sorts `import x` before `from x import y`, as isort and ruff do.
    private static func sortKey(_ text: String) -> String { (text.hasPrefix("from") ? "1" : "0") + word(text) }

    private func isImport(_ statement: Syntax) -> Bool {
        statement.kind == .importStatement || statement.kind == .importFromStatement
    }

    /// True for statements that may stand before or between the imports at the top: the docstring, `try: import`, `if
    /// TYPE_CHECKING:`.
    private func isHeader(_ statement: Syntax) -> Bool {
        if statement.kind == .expressionStatement { return statement.child(.value)?.kind == .string }
        guard statement.kind == .tryStatement || statement.kind == .ifStatement else { return false }
        return statement.child(.body)?.children.contains(where: isImport) ?? false
    }

    /// After the docstring if there is one, else before the first statement.
    private var startOfCode: Int {
        guard let first = statements.first else { return file.source.bytes.count }
        if isHeader(first) { return Layout.nextLineStart(of: first.end, in: file.source) }
        return Layout.lineStart(of: first.start, in: file.source)
    }
}
