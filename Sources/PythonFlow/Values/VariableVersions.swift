import PythonSemantics
import PythonSyntax
import SourceText

/// The versions of one variable in a graph: static single assignment form for this variable alone.
///
/// A version begins after a binding, or where several versions meet (a φ function). All reads of one version see the
/// same binding's value.
struct VariableVersions {
    /// The start of a version.
    struct Mark {
        let point: Int32
        /// The bindings that take effect here, as indices in `bindings`.
        var bound: [Int] = []
        /// True if the name is unbound here: by `del`, or at the end of an `except` clause.
        var isUnbound = false
        /// True if the previous version may still hold: a `:=` may not have run.
        var isPartial = false
        /// True if several versions meet here.
        var isMeeting = false
        /// The version that holds just before: the nearest dominating one, or `entry`. Unused if `isMeeting` is true.
        var outer = VariableVersions.entry
    }

    /// The version at the start of the function.
    static let entry = -1

    let bindings: [Binding]
    /// In the order of the dominator tree.
    private let marks: [Mark]
    private let graph: FlowGraph
    private let parameters: [Int]

    init(_ variable: Variable, _ graph: FlowGraph, _ frontiers: DominanceFrontiers) {
        let bindings = variable.bindings.filter { $0.kind != .annotationOnly }
        var marks: [Int32: Mark] = [:]
        for (index, binding) in bindings.enumerated() where binding.kind != .parameter {
            for (point, isPartial) in BindingPlace.points(of: binding, in: graph) {
                var mark = marks[point] ?? Mark(point: point, isPartial: true)
                if binding.kind == .deletion { mark.isUnbound = true } else { mark.bound.append(index) }
                mark.isPartial = mark.isPartial && isPartial
                marks[point] = mark
            }
            for point in BindingPlace.unbinding(binding, in: graph) {
                marks[point, default: Mark(point: point)].isUnbound = true
            }
        }
        for point in frontiers.meetings(of: marks.keys) {
            // A binding at the same point comes after the meeting and hides it, unless the binding is partial.
            guard let mark = marks[point] else {
                marks[point] = Mark(point: point, isMeeting: true)
                continue
            }
            if mark.isPartial { marks[point]?.isMeeting = true }
        }
        let tree = graph.dominators
        var sorted = marks.values.sorted { tree.order($0.point) < tree.order($1.point) }
        var open: [Int] = []
        for index in sorted.indices {
            while let last = open.last, !tree.dominates(sorted[last].point, sorted[index].point) { open.removeLast() }
            sorted[index].outer = open.last ?? Self.entry
            open.append(index)
        }
        self.bindings = bindings
        self.marks = sorted
        self.graph = graph
        parameters = bindings.indices.filter { bindings[$0].kind == .parameter }
    }

    /// The version that holds at a point.
    func version(at point: Int32) -> Int {
        let tree = graph.dominators
        var index = marks.partitionPoint { tree.order($0.point) > tree.order(point) } - 1
        while index >= 0, !tree.dominates(marks[index].point, point) { index = marks[index].outer }
        return index
    }

    /// True if a version begins at the point itself, by a `:=`: a read there may come before or after it.
    func isUnsettled(at point: Int32) -> Bool {
        let version = version(at: point)
        return version >= 0 && marks[version].isPartial && marks[version].point == point
    }

    /// The bindings that may have produced a version, and whether the name may be unbound. Nil if there are too many.
    func origins(of version: Int) -> (bindings: [Int], mayBeUnbound: Bool)? {
        var found: Set<Int> = []
        var mayBeUnbound = false
        var seen: Set<Int> = [version]
        var open = [version]
        while let next = open.popLast() {
            guard found.count <= Self.maximumOrigins, seen.count <= Self.maximumMeetings else { return nil }
            if next == Self.entry {
                found.formUnion(parameters)
                if parameters.isEmpty { mayBeUnbound = true }
                continue
            }
            let mark = marks[next]
            found.formUnion(mark.bound)
            if mark.isUnbound { mayBeUnbound = true }
            var earlier: [Int] = []
            if mark.isMeeting {
                earlier = graph.predecessors[Int(mark.point)].filter(graph.dominators.reaches).map(self.version(at:))
            } else if mark.isPartial {
                earlier = [mark.outer]
            }
            for version in earlier where seen.insert(version).inserted { open.append(version) }
        }
        return (found.sorted(), mayBeUnbound)
    }

    /// Without limits, generated functions would take quadratic time; no person could follow this many bindings.
    private static let maximumOrigins = 64
    private static let maximumMeetings = 4_096
}

/// Where a binding takes effect.
enum BindingPlace {
    /// With `isPartial`: the binding may not have run although the point is reached.
    static func points(of binding: Binding, in graph: FlowGraph) -> [(Int32, isPartial: Bool)] {
        guard let statement = binding.statement else { return [] }
        switch binding.kind {
        case .parameter: return [(FlowBuilder.entry, false)]
        case .forTarget, .withTarget: return graph.points(.entered, of: statement.id).map { ($0, false) }
        case .exceptAlias, .matchCapture:
            let clauses: Set<NodeKind> = [.exceptClause, .caseClause]
            guard let clause = binding.node.ancestors.first(where: { clauses.contains($0.kind) }) else { return [] }
            let tried = binding.kind == .matchCapture ? graph.points(.start, of: clause.id).map { ($0, true) } : []
            return tried + graph.points(.entered, of: clause.id).map { ($0, false) }
        case .namedExpression: return graph.starts(of: binding.node).map { ($0, true) }
        default: return graph.ends(of: statement).map { ($0, false) }
        }
    }

    /// `except E as e` ends with `del e`.
    static func unbinding(_ binding: Binding, in graph: FlowGraph) -> [Int32] {
        guard binding.kind == .exceptAlias, let clause = binding.node.parent else { return [] }
        return graph.points(.end, of: clause.id)
    }
}
