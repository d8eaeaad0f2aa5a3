import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// Adds imports as the author would: to an existing import from the same module, else on a line of its own where the file's
/// imports are.
public struct ImportEditor {
    private let file: FileContext
    private let section: ImportSection
    /// In the order in which they were added.
    private var added: [ImportLine] = []

    public init(_ file: FileContext) {
        self.file = file
        section = ImportSection(file)
    }

    /// Makes `name` of a module available at the top level of the file. False if the name means something else there.
    public mutating func add(_ name: String, from module: String) -> Bool {
        if let bound = rootScope.resolve(name), bound.scope == rootScope {
            return bound.bindings.contains { imports($0, name, from: module) && $0.isExecutedOnImport }
        }
        let line = ImportLine(module: module, name: name)
        let hidden = HiddenImports(file)
        if hidden.isRebound(name, from: module) || hidden.isOptional(line.root) { return false }
        insert(line)
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
        insert(ImportLine(module: name, name: nil))
        return true
    }

    private mutating func insert(_ line: ImportLine) {
        if !added.contains(line) { added.append(line) }
    }

    public var edits: [TextEdit] {
        var (edits, rest): ([TextEdit], [ImportLine]) = ([], [])
        var extended: [(statement: Syntax, names: [String])] = []
        for line in added {
            guard let name = line.name, let statement = section.statement(importingFrom: line.module) else {
                rest.append(line)
                continue
            }
            if let known = extended.firstIndex(where: { $0.statement == statement }) {
                extended[known].names.append(name)
            } else {
                extended.append((statement, [name]))
            }
        }
        for (statement, names) in extended {
            edits += ImportedNames(statement, in: file).adding(names)
        }
        return edits + section.adding(merged(rest))
    }

    /// One line for all names of a module.
    private func merged(_ lines: [ImportLine]) -> [ImportLine] {
        Dictionary(grouping: lines) { [$0.module, $0.name == nil ? "import" : "from"] }.values.map { lines in
            let names = lines.compactMap(\.name).sorted()
            return ImportLine(module: lines[0].module, name: names.isEmpty ? nil : names.joined(separator: ", "))
        }
    }

    private var rootScope: Scope { file.semantics.scope(of: file.tree.root) }

    private func imports(_ binding: Binding, _ name: String, from module: String) -> Bool {
        guard binding.kind == .importFrom, let alias = binding.node.parent, let statement = alias.parent else {
            return false
        }
        return ImportLine(of: statement)?.module == module && alias.child(.name)?.text == name
    }
}
