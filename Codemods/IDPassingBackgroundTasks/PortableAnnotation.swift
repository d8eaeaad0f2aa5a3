import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Annotations that mean in this file what they mean where they are written.
struct PortableAnnotation {
    let file: FileContext
    /// Names must be bound before this offset: annotations are evaluated with the `def`.
    let offset: Int

    /// The text of an annotation, nil where it would mean something else or nothing here.
    func text(_ annotation: Syntax, in module: ModuleFile) -> String? {
        guard !annotation.subtree.contains(where: { $0.kind == .string }) else { return nil }
        let names = annotation.subtree.filter { $0.kind == .name }
        return names.allSatisfy { isPortable($0, in: module) } ? annotation.text : nil
    }

    private func isPortable(_ name: Syntax, in module: ModuleFile) -> Bool {
        let root = file.semantics.scope(of: file.tree.root)
        guard let variable = root.resolve(name.text) else {
            return module.semantics.variable(of: name) == nil
                && name.identifier.map(SemanticModel.builtinNames.contains) ?? false
        }
        guard variable.scope == root, variable.bindings.allSatisfy({ $0.node.start < offset }) else { return false }
        if module == file.module { return true }
        guard let there = file.project.definition(of: name, in: module),
            let here = file.project.definition(named: name.text, in: file.module)
        else { return false }
        return Self.isSame(there, here)
    }

    private static func isSame(_ left: Definition, _ right: Definition) -> Bool {
        switch (left, right) {
        case (.external(let a), .external(let b)): a == b
        case (.type(let a, let m), .type(let b, let n)): a.node.range == b.node.range && m.path == n.path
        default: false
        }
    }

    /// A list of a primary key's column: nil before Python 3.9, which PEP 585 came with.
    func list(of column: Column) -> String? {
        guard file.settings.has(since: PythonVersion(3, 9)) else { return nil }
        return text(of: column).map { "list[\($0)]" }
    }

    /// The type of a primary key's column.
    func text(of column: Column) -> String? {
        if let type = column.type { return Self.required(type).flatMap { text($0, in: column.module) } }
        switch column.sqlType {
        case "Integer", "BigInteger", "SmallInteger", "INTEGER", "BIGINT": return "int"
        case "String", "Text", "Unicode", "VARCHAR", "TEXT": return "str"
        default: return nil
        }
    }

    /// `int` of `Optional[int]` and `int | None`: a stored row has its key.
    private static func required(_ type: Syntax) -> Syntax? {
        switch type.kind {
        case .name, .attribute: return type
        case .subscription where type.child(.object)?.lastName == "Optional": return type.child(.index)
        case .binary: return [type.child(.left), type.child(.right)].compactMap { $0 }.first { !$0.isNone }
        default: return nil
        }
    }
}
