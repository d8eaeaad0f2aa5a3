import PythonSyntax

/// Finds the scopes of a file and the scope of every node. Reverse postorder visits parents first, without recursion.
struct ScopeBuilder {
    private let tree: SyntaxTree
    private(set) var scopes: [ScopeRecord] = []
    private(set) var scopeOfNode: [Int32]
    /// By node that makes scopes: its inner scope and the scope of its type parameters, or -1.
    private var inner: [UInt32: Int] = [:]
    private var typeParameters: [UInt32: Int] = [:]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        scopeOfNode = [Int32](repeating: 0, count: tree.nodeCount)
    }

    mutating func build() {
        let root = tree.root
        scopes.append(ScopeRecord(kind: .module, node: root.id, parent: -1))
        for id in (0..<UInt32(tree.nodeCount)).reversed() {
            let node = tree.node(id)
            let scope = node.parent.map { self.scope(of: node, in: $0) } ?? 0
            scopeOfNode[Int(id)] = Int32(scope)
            open(node, in: scope)
        }
    }

    private mutating func open(_ node: Syntax, in outer: Int) {
        guard let kind = Self.scopeKind(of: node.kind) else { return }
        var parent = outer
        if node.child(.typeParameters) != nil {
            typeParameters[node.id] = scopes.count
            scopes.append(ScopeRecord(kind: .typeParameters, node: node.id, parent: outer))
            parent = scopes.count - 1
        }
        guard node.kind != .typeAlias else { return }
        inner[node.id] = scopes.count
        scopes.append(ScopeRecord(kind: kind, node: node.id, parent: parent))
    }

    private static func scopeKind(of kind: NodeKind) -> ScopeKind? {
        switch kind {
        case .functionDefinition: .function
        case .classDefinition: .class
        case .lambda: .lambda
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression: .comprehension
        case .typeAlias: .typeParameters
        default: nil
        }
    }

    /// The scope a child is evaluated in.
    private func scope(of node: Syntax, in parent: Syntax) -> Int {
        let outer = Int(scopeOfNode[Int(parent.id)])
        let inside = inner[parent.id] ?? outer
        let typed = typeParameters[parent.id] ?? outer
        switch parent.kind {
        case .functionDefinition, .lambda:
            switch node.role {
            case .body, .parameters: return inside
            case .typeParameters, .returns: return typed
            default: return outer
            }
        case .classDefinition:
            switch node.role {
            case .body: return inside
            case .typeParameters, .arguments: return typed
            default: return outer
            }
        case .typeAlias: return node.role == .name ? outer : typed
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression: return inside
        case .comprehensionClause where node.role == .iterable && isFirstClause(parent):
            return scopes[outer].parent
        case .parameter where node.role == .defaultValue: return enclosing(outer, pastTypeParameters: true)
        case .parameter where node.role == .annotation: return enclosing(outer, pastTypeParameters: false)
        default: return outer
        }
    }

    private func enclosing(_ function: Int, pastTypeParameters: Bool) -> Int {
        let parent = scopes[function].parent
        return pastTypeParameters && scopes[parent].kind == .typeParameters
            && scopes[parent].node == scopes[function].node
            ? scopes[parent].parent : parent
    }

    private func isFirstClause(_ clause: Syntax) -> Bool {
        clause.parent?.child(.item) == clause
    }
}
