import PythonSemantics
import PythonSyntax
import SourceText

/// Adds imports to a file as its author would: to the statement that imports from the module already, else on a line of
/// its own among the imports at the top.
public struct ImportEditor {
    private let file: FileContext
    public private(set) var edits: [TextEdit] = []
    private var added: Set<String> = []

    public init(_ file: FileContext) { self.file = file }

    /// Makes `name` of a module usable at the top level of the file. False where the file means something else by it.
    public mutating func add(_ name: String, from module: String) -> Bool {
        if let bound = rootScope.resolve(name), bound.scope == rootScope {
            return bound.bindings.contains { imports($0, name, from: module) && isExecuted($0) }
        }
        guard added.insert(module + ":" + name).inserted else { return true }
        if let statement = statement(importingFrom: module) {
            edits.append(adding(name, to: statement))
        } else {
            insert("from \(module) import \(name)", isStandard: Self.standardModules.contains(module))
        }
        return true
    }

    /// Makes a module of the standard library usable by its name. False where the file means something else by it.
    public mutating func add(standardModule name: String) -> Bool {
        if let bound = rootScope.resolve(name), bound.scope == rootScope {
            return bound.bindings.contains {
                $0.kind == .importModule && isExecuted($0) && $0.node.parent?.child(.alias) == nil && $0.node.text == name
            }
        }
        if added.insert(name).inserted { insert("import \(name)", isStandard: true) }
        return true
    }

    private var rootScope: Scope { file.semantics.scope(of: file.tree.root) }

    /// The modules of the standard library that codemods import from.
    private static let standardModules: Set<String> = ["contextlib", "functools", "asyncio", "logging"]

    // MARK: What is there

    private var statements: [Syntax] { file.tree.root.children.filter(\.kind.isStatement) }

    private func imports(_ binding: Binding, _ name: String, from module: String) -> Bool {
        guard binding.kind == .importFrom, let alias = binding.node.parent, let statement = alias.parent else { return false }
        return Self.module(of: statement) == module && alias.child(.name)?.text == name
    }

    /// Not under `if TYPE_CHECKING`, where the name does not exist when the program runs.
    private func isExecuted(_ binding: Binding) -> Bool {
        guard let statement = binding.statement else { return false }
        return statement.ancestors.allSatisfy { $0.kind == .module || $0.kind == .tryStatement || $0.kind == .block }
    }

    private static func module(of statement: Syntax) -> String? {
        guard statement.kind == .importFromStatement, let name = statement.child(.module) else { return nil }
        return name.tokenRange.map(name.tree.text(ofToken:)).joined()
    }

    private func statement(importingFrom module: String) -> Syntax? {
        statements.first {
            Self.module(of: $0) == module && $0.children.contains { $0.kind == .importAlias && $0.text != "*" }
                && fits($0, module)
        }
    }

    /// A statement on one line takes one more name only where the line does not become too long.
    private func fits(_ statement: Syntax, _ module: String) -> Bool {
        let isWrapped = file.source.bytes[statement.range].contains(where: Layout.isLineEnd)
        return isWrapped || statement.text.count + 24 <= file.style.lineLength
    }

    // MARK: Edits

    /// In order where the names are in order, else behind the last one.
    private func adding(_ name: String, to statement: Syntax) -> TextEdit {
        let aliases = statement.children.filter { $0.kind == .importAlias }
        let names = aliases.map(\.text)
        if names == names.sorted(), let next = aliases.first(where: { $0.text > name }) {
            return TextEdit(insertingAt: next.start, name + "," + separator(before: next, among: aliases))
        }
        let last = aliases[aliases.count - 1]
        return TextEdit(insertingAt: last.end, "," + separator(before: last, among: aliases) + name)
    }

    /// What stands between two names: a space, or a line ending and the indentation of the names.
    private func separator(before alias: Syntax, among aliases: [Syntax]) -> String {
        guard Layout.isFirstOnLine(alias.start, in: file.source) else { return " " }
        return file.style.lineEnding.rawValue + Layout.indentation(before: alias.start, in: file.source)
    }

    private mutating func insert(_ text: String, isStandard: Bool) {
        let imports = statements.prefix { isImport($0) || isHeader($0) }.filter(isImport)
        let newline = file.style.lineEnding.rawValue
        if isStandard, let first = imports.first(where: { Self.module(of: $0) != "__future__" }), !imports.isEmpty {
            edits.append(TextEdit(insertingAt: Layout.lineStart(of: first.start, in: file.source), text + newline))
        } else if let last = imports.last(where: { sharesPackage($0, text) }) ?? imports.last {
            edits.append(TextEdit(insertingAt: Layout.nextLineStart(of: last.end, in: file.source), text + newline))
        } else {
            edits.append(TextEdit(insertingAt: startOfCode, text + newline + newline))
        }
    }

    private func isImport(_ statement: Syntax) -> Bool {
        statement.kind == .importStatement || statement.kind == .importFromStatement
    }

    /// What may stand before or between the imports at the top: the docstring, `try: import`, `if TYPE_CHECKING:`.
    private func isHeader(_ statement: Syntax) -> Bool {
        if statement.kind == .expressionStatement { return statement.child(.value)?.kind == .string }
        guard statement.kind == .tryStatement || statement.kind == .ifStatement else { return false }
        return statement.child(.body)?.children.contains(where: isImport) ?? false
    }

    /// The first words of the modules' names are the same: `from app.db import …` beside `from app.models import …`.
    private func sharesPackage(_ statement: Syntax, _ text: String) -> Bool {
        guard let module = Self.module(of: statement) else { return false }
        let wanted = text.split(separator: " ").dropFirst().first ?? ""
        if wanted.hasPrefix(".") { return module.hasPrefix(".") }
        return module.split(separator: ".").first == wanted.split(separator: ".").first
    }

    /// Behind the docstring, where there is one; else in front of the first statement.
    private var startOfCode: Int {
        guard let first = statements.first else { return file.source.bytes.count }
        if isHeader(first) { return Layout.nextLineStart(of: first.end, in: file.source) }
        return Layout.lineStart(of: first.start, in: file.source)
    }
}
