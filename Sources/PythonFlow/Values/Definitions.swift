import PythonSemantics
import PythonSyntax

/// Reaching definitions over the graph of one function: the bindings that may reach a read of a name.
///
/// A nested function, lambda or generator expression reads a name whenever it runs, so every binding may reach that
/// read. The same holds for a name that some function declares `global` or `nonlocal`.
public final class Definitions {
    public let graph: FlowGraph
    private var model: SemanticModel { graph.semantics }
    private lazy var frontiers = DominanceFrontiers(graph)
    private var followed: [Variable: FollowedVariable] = [:]

    public init(_ graph: FlowGraph) { self.graph = graph }

    /// The bindings that may reach a read, or the name in a `del`, in text order.
    public struct Reaching {
        public let bindings: [Binding]
        /// True if the name may be unbound there.
        public let mayBeUnbound: Bool
        /// False if other bindings may reach it too.
        public let isComplete: Bool
    }

    public func reaching(_ use: Syntax) -> Reaching {
        guard let variable = model.variable(of: use) else {
            return Reaching(bindings: [], mayBeUnbound: true, isComplete: false)
        }
        let known = known(variable)
        if let found = known.reaching[use] { return found }
        let found = reaching(use, known)
        known.reaching[use] = found
        return found
    }

    private func reaching(_ use: Syntax, _ known: FollowedVariable) -> Reaching {
        let variable = known.variable
        if known.isBoundOnce || !isFollowed(variable, at: use) {
            return Reaching(
                bindings: known.bindings, mayBeUnbound: !known.isBoundOnce, isComplete: !variable.isDeclaredInside)
        }
        let versions = versions(of: known)
        var found: Set<Int> = []
        var mayBeUnbound = false
        for start in graph.starts(of: use) {
            guard let origins = versions.origins(of: versions.version(at: start)) else {
                return Reaching(bindings: known.bindings, mayBeUnbound: true, isComplete: false)
            }
            found.formUnion(origins.bindings)
            mayBeUnbound = mayBeUnbound || origins.mayBeUnbound
        }
        let bindings = found.sorted().map { versions.bindings[$0] }
        return Reaching(bindings: bindings, mayBeUnbound: mayBeUnbound, isComplete: true)
    }

    /// The value of a name at a read; for other expressions the expression itself.
    public func value(of use: Syntax) -> Value {
        let use = use.withoutParentheses
        guard use.kind == .name else { return .expression(use) }
        let reaching = reaching(use)
        guard reaching.isComplete, let first = reaching.bindings.first else { return .unknown }
        return reaching.bindings.count == 1 ? Value(of: first) : .several(reaching.bindings)
    }

    /// The expression whose value a name has, followed through assignments from name to name; nil unless there is
    /// exactly one.
    public func origin(of use: Syntax) -> Syntax? {
        var node = use.withoutParentheses
        for _ in 0..<Self.longestChain where node.kind == .name {
            guard FlowGraph.owner(of: node) == graph.owner, let next = value(of: node).expression else { return nil }
            node = next.withoutParentheses
        }
        return node.kind == .name ? nil : node
    }

    /// Reads and deletions that a binding may reach, in text order.
    public func uses(ofBindingAt name: Syntax) -> [Syntax] {
        guard let variable = model.variable(of: name) else { return [] }
        let known = known(variable)
        if let uses = known.uses { return uses[name] ?? [] }
        var found: [Syntax: [Syntax]] = [:]
        let deletions = variable.bindings.filter { $0.kind == .deletion }.map(\.node)
        for use in (variable.references + deletions).sorted(by: { $0.id < $1.id }) {
            for binding in reaching(use).bindings { found[binding.node, default: []].append(use) }
        }
        known.uses = found
        return found[name] ?? []
    }

    static let longestChain = 16

    // MARK: Versions

    private func known(_ variable: Variable) -> FollowedVariable {
        if let known = followed[variable] { return known }
        let new = FollowedVariable(variable)
        followed[variable] = new
        return new
    }

    /// True if the control flow decides which bindings reach a read.
    private func isFollowed(_ variable: Variable, at use: Syntax) -> Bool {
        !variable.isDeclaredInside && variable.scope.node == graph.owner && FlowGraph.owner(of: use) == graph.owner
            && !isDeferred(use)
    }

    /// True inside a generator expression, except in its first iterable, which is evaluated at once.
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

    private func versions(of known: FollowedVariable) -> VariableVersions {
        if let versions = known.versions { return versions }
        let new = VariableVersions(known.variable, graph, frontiers)
        known.versions = new
        return new
    }

    /// The version of a variable that a name reads or, as the target of a `:=`, creates. Nil if that is ambiguous.
    func version(of name: Syntax) -> VariableVersion? {
        guard let variable = model.variable(of: name), !variable.isDeclaredInside else { return nil }
        let known = known(variable)
        if known.isBoundOnce { return VariableVersion(variable: variable, owner: 0, versions: []) }
        guard variable.scope.node == graph.owner else {
            // The variable is not bound in this graph.
            return VariableVersion(variable: variable, owner: 0, versions: [])
        }
        guard isFollowed(variable, at: name) else { return nil }
        let versions = versions(of: known)
        let starts = graph.starts(of: name)
        let isTarget = name.parent?.kind == .namedExpression && name.role == .target
        guard !starts.isEmpty, isTarget || !starts.contains(where: versions.isUnsettled) else { return nil }
        return VariableVersion(
            variable: variable, owner: graph.owner.id, versions: starts.map(versions.version(at:)))
    }
}

/// What is known about a variable so far.
private final class FollowedVariable {
    let variable: Variable
    /// The bindings that assign a value.
    let bindings: [Binding]
    /// True if there is one binding and no deletion: nothing needs to be followed.
    let isBoundOnce: Bool
    var versions: VariableVersions?
    /// By the name that is read.
    var reaching: [Syntax: Definitions.Reaching] = [:]
    /// By the name in a binding.
    var uses: [Syntax: [Syntax]]?

    init(_ variable: Variable) {
        self.variable = variable
        bindings = variable.bindings.filter { $0.kind != .annotationOnly && $0.kind != .deletion }
        isBoundOnce = bindings.count == 1 && !variable.bindings.contains { $0.kind == .deletion }
    }
}

/// The value of a variable between two of its bindings.
struct VariableVersion: Hashable {
    let variable: Variable
    /// The id of the node that owns the graph; 0 for a variable that is not bound there.
    let owner: UInt32
    /// One per copy of the `finally` body around the place.
    let versions: [Int]
}
