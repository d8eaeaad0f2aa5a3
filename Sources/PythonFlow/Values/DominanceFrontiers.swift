/// By point: where its dominance ends, so that what was bound there meets what was bound elsewhere.
///
/// Cytron et al., "Efficiently computing static single assignment form and the control dependence graph", TOPLAS 1991.
struct DominanceFrontiers: Sendable {
    private let frontiers: [[Int32]]

    init(_ graph: FlowGraph) {
        let tree = graph.dominators
        var frontiers = [[Int32]](repeating: [], count: graph.points.count)
        // Nobody reads a name on the way out.
        for point in Int32(FlowBuilder.terminated + 1)..<Int32(graph.points.count) where tree.reaches(point) {
            let predecessors = graph.predecessors[Int(point)].filter(tree.reaches)
            guard predecessors.count > 1 else { continue }
            let dominator = tree.parents[Int(point)]
            for predecessor in predecessors {
                var runner = predecessor
                // Where the point is known already, it is known all the way up.
                while runner != dominator, runner >= 0, frontiers[Int(runner)].last != point {
                    frontiers[Int(runner)].append(point)
                    runner = tree.parents[Int(runner)]
                }
            }
        }
        self.frontiers = frontiers
    }

    /// The points at which several of some bindings, or one and none, may meet.
    func meetings(of points: some Sequence<Int32>) -> Set<Int32> {
        var found: Set<Int32> = []
        var open = Array(points)
        while let point = open.popLast() {
            for meeting in frontiers[Int(point)] where found.insert(meeting).inserted { open.append(meeting) }
        }
        return found
    }
}
