import PythonSemantics
import PythonSyntax

/// Reaching definitions: which bindings a read of a name may see, over the graph of one function.
///
/// A name that a nested function, lambda or generator expression reads is read whenever that runs: it may see every binding. So
/// may each read of a name that some function declares `global` or `nonlocal`.
public final class Definitions {
    public let graph: FlowGraph
    private var model: SemanticModel { graph.semantics }
    private lazy var frontiers = DominanceFrontiers(graph)
    private var versions: [Variable: VariableVersions] = [:]
    private var uses: [Variable: [Syntax: [Syntax]]] = [:]

    public init(_ graph: FlowGraph) { self.graph = graph }

    /// The bindings that a read, or the name in a `del`, may see, in text order.
    public struct Reaching {
        public let bindings: [Binding]
        /// The name may have no value there.
        public let mayBeUnbound: Bool
        /// False if there may be more bindings than those.
        public let isComplete: Bool
    }

    public func reaching(_ use: Syntax) -> Reaching {
        guard let variable = model.variable(of: use) else {
            return Reaching(bindings: [], mayBeUnbound: true, isComplete: false)
        }
        let all = Self.valued(variable)
        let isOnly = all.count == 1 && !variable.bindings.contains { $0.kind == .deletion }
        if isOnly || !isFollowed(variable, at: use) {
            return Reaching(bindings: all, mayBeUnbound: all.count != 1, isComplete: !variable.isDeclaredInside)
        }
        let versions = versions(of: variable)
        var found: Set<Int> = []
        var mayBeUnbound = false
        for start in graph.starts(of: use) {
            guard let origins = versions.origins(of: versions.version(at: start)) else {
                return Reaching(bindings: all, mayBeUnbound: true, isComplete: false)
            }
            found.formUnion(origins.bindings)
            mayBeUnbound = mayBeUnbound || origins.mayBeUnbound
        }
        let bindings = found.sorted().map { versions.bindings[$0] }
        return Reaching(bindings: bindings, mayBeUnbound: mayBeUnbound, isComplete: true)
    }

    /// What a name means where it is read. For other expressions the expression itself.
    public func value(of use: Syntax) -> Value {
        let use = use.withoutParentheses
        guard use.kind == .name else { return .expression(use) }
        let reaching = reaching(use)
        guard reaching.isComplete, let first = reaching.bindings.first else { return .unknown }
        return reaching.bindings.count == 1 ? Value(of: first) : .several(reaching.bindings)
    }

    /// The expression that a name stands for once it has been followed through names that stand for names, nil if there is not
    /// exactly one.
    public func origin(of use: Syntax) -> Syntax? {
        var node = use.withoutParentheses
        for _ in 0..<Self.longestChain where node.kind == .name {
            guard FlowGraph.owner(of: node) == graph.owner, let next = value(of: node).expression else { return nil }
            node = next.withoutParentheses
        }
        return node.kind == .name ? nil : node
    }

    /// Reads and deletions that may see the value of a binding, in text order.
    public func uses(of binding: Binding) -> [Syntax] {
        guard let variable = model.variable(of: binding.node) else { return [] }
        if let known = uses[variable] { return known[binding.node] ?? [] }
        var found: [Syntax: [Syntax]] = [:]
        let deletions = variable.bindings.filter { $0.kind == .deletion }.map(\.node)
        for use in (variable.references + deletions).sorted(by: { $0.id < $1.id }) {
            for binding in reaching(use).bindings { found[binding.node, default: []].append(use) }
        }
        uses[variable] = found
        return found[binding.node] ?? []
    }

    static let longestChain = 16

    // MARK: Versions

    private static func valued(_ variable: Variable) -> [Binding] {
        variable.bindings.filter { $0.kind != .annotationOnly && $0.kind != .deletion }
    }

    /// True if the order of the graph's statements decides what a read sees.
    private func isFollowed(_ variable: Variable, at use: Syntax) -> Bool {
        !variable.isDeclaredInside && variable.scope.node == graph.owner && FlowGraph.owner(of: use) == graph.owner
            && !isDeferred(use)
    }

    /// Inside a generator expression, other than in its first iterable, which is evaluated at once.
    private func isDeferred(_ use: Syntax) -> Bool {
        var node = use
        while let parent = node.parent, !node.kind.isStatement {
            if parent.kind == .generatorExpression {
                let isFirstIterable =
                    node.kind == .comprehensionClause && parent.child(.item) == node
                    && node.child(.iterable).map(use.isDescendantOrSelf) ?? false
                if !isFirstIterable { return true }
            }
            node = parent
        }
        return false
    }

    private func versions(of variable: Variable) -> VariableVersions {
        if let known = versions[variable] { return known }
        let new = VariableVersions(variable, graph, frontiers)
        versions[variable] = new
        return new
    }

    /// The version of a variable that a name sees or, as the target of a `:=`, makes. Nil if that is not settled.
    func version(of name: Syntax) -> VariableVersion? {
        guard let variable = model.variable(of: name), !variable.isDeclaredInside else { return nil }
        if Self.valued(variable).count == 1 { return VariableVersion(variable: variable, owner: 0, versions: []) }
        guard variable.scope.node == graph.owner else {
            // Nothing here binds it.
            return VariableVersion(variable: variable, owner: 0, versions: [])
        }
        guard isFollowed(variable, at: name) else { return nil }
        let versions = versions(of: variable)
        let starts = graph.starts(of: name)
        let isTarget = name.parent?.kind == .namedExpression && name.role == .target
        guard !starts.isEmpty, isTarget || !starts.contains(where: versions.isUnsettled) else { return nil }
        return VariableVersion(
            variable: variable, owner: graph.owner.id, versions: starts.map(versions.version(at:)))
    }
}

/// What a variable holds between two of its bindings.
struct VariableVersion: Hashable {
    let variable: Variable
    /// The id of the graph's owner that the versions are counted in; 0 for a variable that nothing there binds anew.
    let owner: UInt32
    /// One per copy of the `finally` body around.
    let versions: [Int]
}
