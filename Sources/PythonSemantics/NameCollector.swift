import PythonSyntax

/// Collects what every name of a file binds or reads, and gives each to the variable it means.
struct NameCollector {
    private let tree: SyntaxTree
    private let scopeOfNode: [Int32]
    private(set) var scopes: [ScopeRecord]
    private(set) var variables: [VariableRecord] = []
    private(set) var variableOfNode: [Int32]
    private(set) var hasStarImport = false
    private(set) var unresolvedNames: Set<String> = []

    private var bound: [(name: String, scope: Int, binding: Binding)] = []
    private var read: [(name: String, node: Syntax)] = []

    init(_ tree: SyntaxTree, scopes: [ScopeRecord], scopeOfNode: [Int32]) {
        self.tree = tree
        self.scopes = scopes
        self.scopeOfNode = scopeOfNode
        variableOfNode = [Int32](repeating: -1, count: tree.nodeCount)
    }

    mutating func collect() {
        for id in 0..<UInt32(tree.nodeCount) {
            let node = tree.node(id)
            switch node.kind {
            case .name: take(name: node)
            case .identifier: take(identifier: node)
            case .moduleName where node.role == .name && node.parent?.child(.alias) == nil:
                let first = Identifier.normalized(tree.text(ofToken: node.firstToken))
                bound.append((first, scope(of: node), Binding(kind: .importModule, node: node)))
            case .importAlias where node.text == "*": hasStarImport = true
            default: break
            }
        }
        resolve()
    }

    private func scope(of node: Syntax) -> Int { Int(scopeOfNode[Int(node.id)]) }

    private mutating func take(name node: Syntax) {
        let name = Identifier.name(node)
        guard let kind = Self.bindingKind(ofName: node), !Self.isMereAnnotation(node, kind) else {
            read.append((name, node))
            return
        }
        var scope = scope(of: node)
        if kind == .namedExpression {
            while scopes[scope].kind == .comprehension { scope = scopes[scope].parent }
        }
        bound.append((name, scope, Binding(kind: kind, node: node)))
        if kind == .augmentedAssignment { read.append((name, node)) }
    }

    private mutating func take(identifier node: Syntax) {
        let name = Identifier.name(node)
        let scope = scope(of: node)
        switch node.parent?.kind {
        case .globalStatement: scopes[scope].globals.insert(name)
        case .nonlocalStatement: scopes[scope].nonlocals.insert(name)
        case .wildcardPattern: break
        case .starPattern where name == "_": break
        default:
            guard let kind = Self.bindingKind(ofIdentifier: node) else { return }
            bound.append((name, scope, Binding(kind: kind, node: node)))
        }
    }

    /// `(name): int` makes no local variable, other than `name: int`.
    private static func isMereAnnotation(_ node: Syntax, _ kind: Binding.Kind) -> Bool {
        kind == .annotationOnly && node.parent?.kind == .parenthesized
    }

    /// The kind of binding a name expression is, nil for a read. `a` in `a.b = 1` is read.
    private static func bindingKind(ofName node: Syntax) -> Binding.Kind? {
        var target = node
        while let parent = target.parent {
            switch parent.kind {
            case .tuple, .list: if target.role != .element { return nil }
            case .starred, .parenthesized: break
            default:
                guard target.role == .target else { return nil }
                return bindingKind(ofTargetIn: parent)
            }
            target = parent
        }
        return nil
    }

    private static func bindingKind(ofTargetIn parent: Syntax) -> Binding.Kind? {
        switch parent.kind {
        case .assignment: .assignment
        case .annotatedAssignment: parent.child(.value) == nil ? .annotationOnly : .annotatedAssignment
        case .augmentedAssignment: .augmentedAssignment
        case .forStatement: .forTarget
        case .comprehensionClause: .comprehensionTarget
        case .withItem: .withTarget
        case .deleteStatement: .deletion
        case .namedExpression: .namedExpression
        default: nil
        }
    }

    private static func bindingKind(ofIdentifier node: Syntax) -> Binding.Kind? {
        switch node.parent?.kind {
        case .functionDefinition: .function
        case .classDefinition: .class
        case .parameter: .parameter
        case .importAlias:
            if node.role == .name, node.parent?.child(.alias) != nil {
                nil
            } else {
                node.parent?.parent?.kind == .importFromStatement ? .importFrom : .importModule
            }
        case .exceptClause: .exceptAlias
        case .capturePattern, .starPattern, .mappingRest, .asPattern: .matchCapture
        case .typeAlias: .typeAlias
        case .typeParameter: .typeParameter
        default: nil
        }
    }

    private mutating func resolve() {
        // What a `nonlocal` means is known only when everything else is bound.
        let isNonlocal = bound.map { scopes[$0.scope].nonlocals.contains($0.name) }
        for (index, entry) in bound.enumerated() where !isNonlocal[index] {
            bind(
                entry.name, entry.binding, from: entry.scope,
                in: scopes[entry.scope].globals.contains(entry.name) ? 0 : entry.scope)
        }
        for (index, entry) in bound.enumerated() where isNonlocal[index] {
            let owner = NameResolution.owner(of: entry.name, from: entry.scope, scopes) ?? entry.scope
            bind(entry.name, entry.binding, from: entry.scope, in: owner)
        }
        for index in variables.indices { variables[index].bindings.sort { $0.node.id < $1.node.id } }
        for (name, node) in read {
            if let index = NameResolution.resolve(name, in: scope(of: node), scopes) {
                variables[index].references.append(node.id)
                variableOfNode[Int(node.id)] = Int32(index)
            } else if !Builtins.names.contains(name) {
                unresolvedNames.insert(name)
            }
        }
    }

    private mutating func bind(_ name: String, _ binding: Binding, from scope: Int, in owner: Int) {
        let index = variable(name, in: owner)
        variables[index].bindings.append(binding)
        if owner != scope { variables[index].isDeclaredInside = true }
        variableOfNode[Int(binding.node.id)] = Int32(index)
    }

    private mutating func variable(_ name: String, in scope: Int) -> Int {
        if let index = scopes[scope].owned[name] { return index }
        variables.append(VariableRecord(name: name, scope: scope))
        scopes[scope].owned[name] = variables.count - 1
        return variables.count - 1
    }
}
