/// The dominance frontier of each point: where bindings that reach it meet others.
///
/// Cytron et al., "Efficiently computing static single assignment form and the control dependence graph", TOPLAS
/// 1991.
struct DominanceFrontiers: Sendable {
    private let frontiers: [[Int32]]

    init(_ graph: FlowGraph) {
        let tree = graph.dominators
        var frontiers = [[Int32]](repeating: [], count: graph.points.count)
        // No name is read at the exits.
        for point in Int32(FlowBuilder.terminated + 1)..<Int32(graph.points.count) where tree.reaches(point) {
            let predecessors = graph.predecessors[Int(point)].filter(tree.reaches)
            guard predecessors.count > 1 else { continue }
            let dominator = tree.parents[Int(point)]
            for predecessor in predecessors {
                var runner = predecessor
                // If it contains the point already, so do all frontiers further up.
                while runner != dominator, runner >= 0, frontiers[Int(runner)].last != point {
                    frontiers[Int(runner)].append(point)
                    runner = tree.parents[Int(runner)]
                }
            }
        }
        self.frontiers = frontiers
    }

    /// The iterated dominance frontier: the points at which several bindings, or a binding and none, may meet.
    func meetings(of points: some Sequence<Int32>) -> Set<Int32> {
        var found: Set<Int32> = []
        var open = Array(points)
        while let point = open.popLast() {
            for meeting in frontiers[Int(point)] where found.insert(meeting).inserted { open.append(meeting) }
        }
        return found
    }
}
