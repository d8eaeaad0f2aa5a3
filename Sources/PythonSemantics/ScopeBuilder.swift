import PythonSyntax

/// Finds the scopes of a file and the scope of each node. Reverse postorder visits parents first, without recursion.
struct ScopeBuilder {
    private let tree: SyntaxTree
    private(set) var scopes: [ScopeRecord] = []
    private(set) var scopeOfNode: [Int32]
    /// By scope-making node: its innermost scope, and that of its type parameters if it has any.
    private var opened: [UInt32: (inner: Int, typed: Int?)] = [:]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        scopeOfNode = [Int32](repeating: 0, count: tree.nodeCount)
    }

    mutating func build() {
        scopes.append(ScopeRecord(kind: .module, node: tree.root.id, parent: -1))
        for id in (0..<UInt32(tree.nodeCount)).reversed() {
            var scope = 0
            if let parent = tree.parent(of: id) {
                scope =
                    Self.isScopeOfParts(tree.kind(of: parent))
                    ? self.scope(of: tree.node(id), in: tree.node(parent)) : Int(scopeOfNode[Int(parent)])
            }
            scopeOfNode[Int(id)] = Int32(scope)
            if let kind = Self.scopeKind(of: tree.kind(of: id)) { open(tree.node(id), kind, in: scope) }
        }
    }

    private mutating func open(_ node: Syntax, _ kind: ScopeKind, in outer: Int) {
        var typed: Int?
        if kind != .typeParameters, node.child(.typeParameters) != nil {
            typed = append(.typeParameters, node, in: outer)
        }
        opened[node.id] = (append(kind, node, in: typed ?? outer), typed)
    }

    private mutating func append(_ kind: ScopeKind, _ node: Syntax, in parent: Int) -> Int {
        scopes.append(ScopeRecord(kind: kind, node: node.id, parent: parent))
        return scopes.count - 1
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

    /// False for kinds whose children are all evaluated in the node's own scope: nearly all nodes.
    private static func isScopeOfParts(_ kind: NodeKind) -> Bool {
        scopeKind(of: kind) != nil || kind == .comprehensionClause || kind == .parameter
    }

    /// The scope in which a child is evaluated.
    private func scope(of node: Syntax, in parent: Syntax) -> Int {
        let outer = Int(scopeOfNode[Int(parent.id)])
        switch parent.kind {
        case .functionDefinition, .classDefinition, .lambda:
            switch node.role {
            case .body, .parameters: return opened[parent.id]?.inner ?? outer
            case .typeParameters, .returns, .arguments: return opened[parent.id]?.typed ?? outer
            default: return outer
            }
        case .typeAlias where node.role != .name, .listComprehension, .setComprehension, .dictionaryComprehension,
            .generatorExpression:
            return opened[parent.id]?.inner ?? outer
        case .comprehensionClause where node.role == .iterable && isFirstClause(parent):
            return scopes[outer].parent
        case .parameter where node.role == .defaultValue: return enclosing(outer, pastTypeParameters: true)
        case .parameter where node.role == .annotation: return enclosing(outer, pastTypeParameters: false)
        default: return outer
        }
    }

    /// The scope around a function, including or skipping that of its own type parameters.
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
