import PythonSyntax
import SourceText

/// Collects every binding and read of a name in a file, and assigns each to its variable.
struct NameCollector {
    private let tree: SyntaxTree
    private let scopeOfNode: [Int32]
    private(set) var names = NameTable()
    private(set) var scopes: [ScopeRecord]
    private(set) var variables: [VariableRecord] = []
    private(set) var variableOfNode: [Int32]
    private(set) var starImports: [String] = []
    private(set) var unresolvedNames: Set<String> = []

    private var bound: [(name: NameID, scope: Int, binding: Binding)] = []
    private var read: [(name: NameID, node: UInt32)] = []
    private var declared: [(name: NameID, node: UInt32)] = []

    init(_ tree: SyntaxTree, scopes: [ScopeRecord], scopeOfNode: [Int32]) {
        self.tree = tree
        self.scopes = scopes
        self.scopeOfNode = scopeOfNode
        variableOfNode = [Int32](repeating: -1, count: tree.nodeCount)
    }

    mutating func collect() {
        let bytes = tree.source.bytes
        let text = bytes.span
        for id in 0..<UInt32(tree.nodeCount) {
            switch tree.kind(of: id) {
            case .name: take(name: id, text)
            case .identifier: take(identifier: tree.node(id), text)
            case .moduleName: take(moduleName: tree.node(id), text)
            case .importAlias where tree.tokens[tree.node(id).firstToken].kind == .star: take(star: tree.node(id))
            default: break
            }
        }
        giveBindings()
        giveDeclarations()
        giveReads()
    }

    private func scope(of node: UInt32) -> Int { Int(scopeOfNode[Int(node)]) }

    /// The number of a node's name, or of its first component.
    private mutating func name(of node: UInt32, _ text: Span<UInt8>) -> NameID {
        let token = tree.firstToken(of: node)
        let name = text.extracting(token)
        if name.indices.allSatisfy({ name[$0] < 0x80 }) { return names.insert(name) }
        let normalized = Array(Identifier.name(ofToken: tree.node(node).firstToken, in: tree).utf8)
        return names.insert(normalized.span)
    }
}

// MARK: Collecting

extension NameCollector {
    private mutating func take(star alias: Syntax) {
        starImports.append(alias.parent?.child(.module)?.compactText ?? "")
    }

    private mutating func take(name id: UInt32, _ text: Span<UInt8>) {
        let name = name(of: id, text)
        let kind = BindingSite.mayBind(id, in: tree) ? BindingSite.kind(ofName: tree.node(id)) : nil
        if let kind {
            var scope = scope(of: id)
            if kind == .namedExpression {
                while scopes[scope].kind == .comprehension { scope = scopes[scope].parent }
            }
            bound.append((name, scope, Binding(kind: kind, node: tree.node(id))))
        }
        if kind == nil || kind == .augmentedAssignment { read.append((name, id)) }
    }

    /// `import a.b` binds `a`.
    private mutating func take(moduleName node: Syntax, _ text: Span<UInt8>) {
        guard node.role == .name, node.parent?.child(.alias) == nil else { return }
        bound.append((name(of: node.id, text), scope(of: node.id), Binding(kind: .importModule, node: node)))
    }

    private mutating func take(identifier node: Syntax, _ text: Span<UInt8>) {
        guard let parent = node.parent else { return }
        let name = name(of: node.id, text)
        let scope = scope(of: node.id)
        switch parent.kind {
        case .globalStatement:
            scopes[scope].globals.insert(name)
            declared.append((name, node.id))
        case .nonlocalStatement:
            scopes[scope].nonlocals.insert(name)
            declared.append((name, node.id))
        default:
            guard let kind = BindingSite.kind(ofIdentifier: node, in: parent) else { return }
            bound.append((name, scope, Binding(kind: kind, node: node)))
        }
    }
}

// MARK: Giving

extension NameCollector {
    private mutating func giveBindings() {
        // A `nonlocal` can be resolved only once everything else is bound.
        for entry in bound where !scopes[entry.scope].nonlocals.contains(entry.name) {
            let isGlobal = scopes[entry.scope].globals.contains(entry.name)
            bind(entry.name, entry.binding, from: entry.scope, in: isGlobal ? 0 : entry.scope)
        }
        for entry in bound where scopes[entry.scope].nonlocals.contains(entry.name) {
            let owner = NameResolution.owner(of: entry.name, from: entry.scope, scopes) ?? entry.scope
            bind(entry.name, entry.binding, from: entry.scope, in: owner)
        }
        for index in variables.indices where variables[index].bindings.count > 1 {
            variables[index].bindings.sort { $0.node.id < $1.node.id }
        }
    }

    private mutating func giveDeclarations() {
        for (name, node) in declared {
            guard let index = NameResolution.resolve(name, in: scope(of: node), scopes) else { continue }
            variables[index].declarations.append(node)
            variableOfNode[Int(node)] = Int32(index)
        }
    }

    private mutating func giveReads() {
        var isUnresolved = [Bool](repeating: false, count: names.count)
        for (name, node) in read {
            if let index = NameResolution.resolve(name, in: scope(of: node), scopes) {
                variables[index].references.append(node)
                if self.scope(of: node) != variables[index].scope { variables[index].isUsedElsewhere = true }
                variableOfNode[Int(node)] = Int32(index)
            } else {
                isUnresolved[Int(name)] = true
            }
        }
        for number in isUnresolved.indices where isUnresolved[number] {
            let name = names.text(NameID(number))
            if !Builtins.names.contains(name), !Builtins.implicitNames.contains(name) { unresolvedNames.insert(name) }
        }
    }

    private mutating func bind(_ name: NameID, _ binding: Binding, from scope: Int, in owner: Int) {
        let index = variable(name, in: owner)
        variables[index].bindings.append(binding)
        if binding.isDefinition { variables[index].isDefined = true }
        if owner != scope { variables[index].isDeclaredInside = true }
        if self.scope(of: binding.node.id) != owner { variables[index].isUsedElsewhere = true }
        variableOfNode[Int(binding.node.id)] = Int32(index)
    }

    private mutating func variable(_ name: NameID, in scope: Int) -> Int {
        if let index = scopes[scope].owned[name] { return index }
        variables.append(VariableRecord(name: name, scope: scope))
        scopes[scope].owned.append(name, variables.count - 1)
        return variables.count - 1
    }
}
