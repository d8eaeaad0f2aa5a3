/// The edges of a graph by source point, or by target if reversed: two arrays instead of a list per point.
struct Adjacency: Sendable {
    private let starts: [Int32]
    private let targets: [Int32]

    init(count: Int, _ edges: [FlowEdge], reversed: Bool = false, without kind: FlowEdgeKind? = nil) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for edge in edges where edge.kind != kind { starts[Int(reversed ? edge.to : edge.from) + 1] += 1 }
        for point in 0..<count { starts[point + 1] += starts[point] }
        var next = starts
        var targets = [Int32](repeating: 0, count: Int(starts[count]))
        for edge in edges where edge.kind != kind {
            let source = Int(reversed ? edge.to : edge.from)
            targets[Int(next[source])] = reversed ? edge.from : edge.to
            next[source] += 1
        }
        self.starts = starts
        self.targets = targets
    }

    subscript(point: Int) -> ArraySlice<Int32> { targets[Int(starts[point])..<Int(starts[point + 1])] }
}
