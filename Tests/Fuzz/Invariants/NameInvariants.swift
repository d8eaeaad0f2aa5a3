import PythonSemantics
import PythonSyntax

/// Every node has a scope in its file, and every name either resolves to a variable that lists it or is unresolved.
struct NameInvariants {
    private let tree: SyntaxTree

    init(_ tree: SyntaxTree) { self.tree = tree }

    func check() throws(Violation) {
        let model = SemanticModel(tree)
        let scopes = model.allScopes
        try require(scopes.first?.kind == .module, "the first scope is not the module's")
        for id in 0..<UInt32(tree.nodeCount) {
            let node = tree.node(id)
            try require(scopes.indices.contains(model.scope(of: node).id), "\(node.kind) \(id) has no scope")
            guard node.kind == .name || node.kind == .identifier else { continue }
            guard let variable = model.variable(of: node) else { continue }
            try require(scopes.indices.contains(variable.scope.id), "'\(variable.name)' has no scope")
            try require(!variable.name.isEmpty, "a variable without a name")
        }
        for scope in scopes.dropFirst() {
            try require(scope.parent.map { $0.id < scope.id } ?? false, "scope \(scope.id) lies in no earlier one")
        }
    }
}
