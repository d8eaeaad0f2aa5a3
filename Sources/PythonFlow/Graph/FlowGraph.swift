import PythonSemantics
import PythonSyntax

/// The control-flow graph of one function, lambda, class body or module.
///
/// A nested function is one statement here and has a graph of its own. Assumptions: any statement except `pass`,
/// jumps and literals may raise; a context manager may suppress an exception unless `ContextManagers` knows that it
/// does not; a call returns unless `CallOutcome` knows that it does not; assertions are enabled.
///
/// A place in a question is any node: it means the moment at which the innermost statement or clause around it
/// begins. Statements in a `finally` body stand for all ways of entering it. Used by one thread; results are computed
/// on first use and cached.
public final class FlowGraph {
    /// The function, lambda, class or module.
    public let owner: Syntax
    public let semantics: SemanticModel
    let points: [FlowPoint]
    private let edges: [FlowEdge]
    private let nextCopy: [Int32]
    private let index: [FlowPoint: Int32]

    let successors: Adjacency
    private(set) lazy var predecessors = Adjacency(count: points.count, edges, reversed: true)
    /// Successors on paths without exceptions.
    private(set) lazy var calmSuccessors = Adjacency(count: points.count, edges, without: .exception)

    private(set) lazy var calmPredecessors = Adjacency(
        count: points.count, edges, reversed: true, without: .exception)

    private(set) lazy var dominators = DominatorTree(
        root: Int(FlowBuilder.entry), count: points.count, successors: successors, predecessors: predecessors)
    private lazy var calmPostdominators = DominatorTree(
        root: Int(FlowBuilder.returned), count: points.count,
        successors: calmPredecessors, predecessors: calmSuccessors)
    private lazy var allPostdominators = postdominatorsOfAllPaths()
    private var leadingRound: [UInt32: [Bool]] = [:]

    /// The graph of a function's, class's or lambda's body, or of a module. Linear in its size.
    public init(of owner: Syntax, _ semantics: SemanticModel, _ managers: ContextManagers? = nil) {
        let builder = FlowBuilder(owner, semantics, managers ?? ContextManagers(semantics))
        self.owner = owner
        self.semantics = semantics
        points = builder.points
        edges = builder.edges
        nextCopy = builder.nextCopy
        index = builder.index
        successors = Adjacency(count: builder.points.count, builder.edges)
    }

    /// The node whose graph contains a place.
    public static func owner(of place: Syntax) -> Syntax {
        var node = place
        while let parent = node.parent {
            switch parent.kind {
            case .functionDefinition, .classDefinition, .lambda: if node.role == .body { return parent }
            default: break
            }
            node = parent
        }
        return node
    }

    /// Paths that end with an exception count as well: all exits lead to one point.
    private func postdominatorsOfAllPaths() -> DominatorTree {
        let out = Int32(points.count)
        let ways = [FlowBuilder.returned, FlowBuilder.raised, FlowBuilder.terminated].map {
            FlowEdge(from: $0, to: out, kind: .normal)
        }
        let all = edges + ways
        return DominatorTree(
            root: points.count, count: points.count + 1,
            successors: Adjacency(count: points.count + 1, all, reversed: true),
            predecessors: Adjacency(count: points.count + 1, all))
    }

    /// The points from which a run may come to the head of a loop: one walk back for all questions about the loop.
    func leadingRound(_ loop: Syntax) -> [Bool] {
        if let known = leadingRound[loop.id] { return known }
        var found = [Bool](repeating: false, count: points.count)
        var open = heads(of: loop)
        while let point = open.popLast() {
            for previous in predecessors[Int(point)] where !found[Int(previous)] {
                found[Int(previous)] = true
                open.append(previous)
            }
        }
        leadingRound[loop.id] = found
        return found
    }

    func postdominators(_ paths: FlowPaths) -> DominatorTree {
        paths == .all ? allPostdominators : calmPostdominators
    }
}

/// The paths that a question is about.
public enum FlowPaths: Sendable {
    case all
    /// Paths without exceptions: they end with a `return` or at the end of the body.
    case withoutExceptions
}

// MARK: Points of a node

extension FlowGraph {
    /// The reachable points of a role and node: one, or one per copy of the `finally` body around it.
    func points(_ role: FlowPoint.Role, of node: UInt32) -> [Int32] {
        var found: [Int32] = []
        var next = index[FlowPoint(role: role, node: node)] ?? -1
        while next >= 0 {
            if dominators.reaches(next) { found.append(next) }
            next = nextCopy[Int(next)]
        }
        return found
    }

    /// The points that a place stands for; none if it is unreachable.
    func starts(of place: Syntax) -> [Int32] {
        var node: Syntax? = place
        while let current = node {
            if index[FlowPoint(role: .start, node: current.id)] != nil { return points(.start, of: current.id) }
            if index[FlowPoint(role: .next, node: current.id)] != nil { return points(.next, of: current.id) }
            if current == owner { return [] }
            node = current.parent
        }
        return []
    }

    /// A point of a role and node, reachable or not.
    func anyPoint(_ role: FlowPoint.Role, of node: UInt32) -> Int32? { index[FlowPoint(role: role, node: node)] }

    func ends(of statement: Syntax) -> [Int32] { points(.end, of: statement.id) }

    func node(_ point: Int32) -> Syntax { owner.tree.node(points[Int(point)].node) }
}
