import PythonSyntax

/// The meaning of names in a file: scopes, variables and their bindings as in CPython's `symtable`.
public final class SemanticModel: Sendable {
    public let tree: SyntaxTree
    let names: NameTable
    let scopes: [ScopeRecord]
    let variables: [VariableRecord]
    /// By node: the scope in which it is evaluated, and the variable that it names, or -1.
    private let scopeOfNode: [Int32]
    private let variableOfNode: [Int32]

    /// By variable that only imports bind, and all of them alike: the full name of its meaning.
    let importedNames: [Int: String]

    private let importing: [Int]

    /// The modules of `from … import *`, including their leading dots, in text order.
    public let starImports: [String]
    /// The builtins that they may hide; nil means any of them.
    let hiddenBuiltins: Set<String>?
    /// Names that are read somewhere, bound nowhere in the file, and not builtins.
    public let unresolvedNames: Set<String>

    /// - Parameter hidden: the builtins that star imports of modules may hide, nil if unknown. Not called for a file
    ///   without such imports.
    public init(_ tree: SyntaxTree, builtinsHiddenBy hidden: ([String]) -> Set<String>? = { _ in nil }) {
        self.tree = tree
        var builder = ScopeBuilder(tree)
        builder.build()
        var collector = NameCollector(tree, scopes: builder.scopes, scopeOfNode: builder.scopeOfNode)
        collector.collect()
        names = collector.names
        scopes = collector.scopes
        variables = collector.variables
        scopeOfNode = builder.scopeOfNode
        variableOfNode = collector.variableOfNode
        importing = ImportedNames.importing(collector.variables)
        importedNames = ImportedNames.all(collector.variables, in: tree)
        starImports = collector.starImports
        hiddenBuiltins = starImports.isEmpty ? [] : hidden(starImports)
        unresolvedNames = collector.unresolvedNames
    }

    /// The scope in which a node is evaluated. A default value belongs to the scope around its function.
    public func scope(of node: Syntax) -> Scope {
        assert(node.tree === tree, "a node of another file")
        return Scope(model: self, index: Int(scopeOfNode[Int(node.id)]))
    }

    /// The variable that a name or identifier means, including those in `global` and `nonlocal` statements. Nil for
    /// builtins, and for names that only a star import can bind.
    public func variable(of name: Syntax) -> Variable? {
        guard name.tree === tree else {
            assertionFailure("a node of another file")
            return nil
        }
        let index = variableOfNode[Int(name.id)]
        return index < 0 ? nil : Variable(model: self, index: Int(index))
    }

    func resolve(_ name: String, in scope: Int) -> Int? {
        names.find(name).flatMap { NameResolution.resolve($0, in: scope, scopes) }
    }
}

extension SemanticModel {
    /// True if `from … import *` may bind any name.
    public var hasStarImport: Bool { !starImports.isEmpty }

    /// True if a name that nothing in the file binds certainly means the builtin.
    func isBuiltin(_ name: String) -> Bool {
        Builtins.names.contains(name) && hiddenBuiltins?.contains(name) == false
    }

    /// The variables of the module scope.
    var moduleVariables: [Variable] {
        variables.indices.filter { variables[$0].scope == 0 }.map { Variable(model: self, index: $0) }
    }

    /// The module's variables that an import binds, though perhaps not alone, in order of first appearance.
    public var importingVariables: [Variable] { importing.map { Variable(model: self, index: $0) } }

    /// Every scope of the file, the module first.
    public var allScopes: [Scope] { scopes.indices.map { Scope(model: self, index: $0) } }
}
