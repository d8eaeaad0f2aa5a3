/// The dominator tree of a graph: which points every path from the root to another point passes. With reversed edges
/// and the exit as root it is the postdominator tree.
///
/// Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph", TOPLAS 1979, with path compression:
/// O(edges · log points).
struct DominatorTree: Sendable {
    static let none: Int32 = -1

    /// By point: its immediate dominator, or `none` for the root and unreachable points.
    let parents: [Int32]
    /// By point: its preorder number in the tree, and the end of its subtree's numbers; empty if unreachable.
    private let first: [Int32]
    private let end: [Int32]

    init(root: Int, count: Int, successors: Adjacency, predecessors: Adjacency) {
        var search = DominatorSearch(root: root, count: count, successors)
        search.run(predecessors)
        var first = [Int32](repeating: 0, count: count)
        var end = first
        var sizes = [Int32](repeating: 1, count: count)
        for point in search.order.dropFirst().reversed() {
            sizes[Int(search.dominators[Int(point)])] += sizes[Int(point)]
        }
        var free = first
        for point in search.order {
            let parent = search.dominators[Int(point)]
            if parent >= 0 {
                first[Int(point)] = free[Int(parent)]
                free[Int(parent)] += sizes[Int(point)]
            }
            end[Int(point)] = first[Int(point)] + sizes[Int(point)]
            free[Int(point)] = first[Int(point)] + 1
        }
        parents = search.dominators
        self.first = first
        self.end = end
    }

    func reaches(_ point: Int32) -> Bool { end[Int(point)] > 0 }

    /// A point's preorder number in the tree.
    func order(_ point: Int32) -> Int32 { first[Int(point)] }

    /// True if every path to the second point passes the first. A point dominates itself.
    func dominates(_ point: Int32, _ other: Int32) -> Bool {
        reaches(point) && first[Int(point)] <= first[Int(other)] && end[Int(other)] > 0
            && first[Int(other)] < end[Int(point)]
    }
}

/// The algorithm's working arrays.
private struct DominatorSearch {
    /// Points in depth-first order.
    private(set) var order: [Int32] = []
    private(set) var dominators: [Int32]
    private var number: [Int32]
    private var parent: [Int32]
    private var semi: [Int32]
    private var ancestor: [Int32]
    private var label: [Int32]

    init(root: Int, count: Int, _ successors: Adjacency) {
        let none = [Int32](repeating: DominatorTree.none, count: count)
        (dominators, number, parent, semi, ancestor) = (none, none, none, none, none)
        label = Array(0..<Int32(count))
        visit(Int32(root), successors)
    }

    private mutating func visit(_ root: Int32, _ successors: Adjacency) {
        var open: [(point: Int32, from: Int32)] = [(root, DominatorTree.none)]
        while let (point, from) = open.popLast() {
            guard number[Int(point)] < 0 else { continue }
            number[Int(point)] = Int32(order.count)
            semi[Int(point)] = Int32(order.count)
            parent[Int(point)] = from
            order.append(point)
            for next in successors[Int(point)] where number[Int(next)] < 0 { open.append((next, point)) }
        }
    }

    mutating func run(_ predecessors: Adjacency) {
        // By point: the head and the links of the list of points that have it as semidominator.
        var bucket = [Int32](repeating: DominatorTree.none, count: number.count)
        var link = bucket
        for point in order.dropFirst().reversed() {
            for previous in predecessors[Int(point)] where number[Int(previous)] >= 0 {
                semi[Int(point)] = min(semi[Int(point)], semi[Int(best(previous))])
            }
            let dominator = order[Int(semi[Int(point)])]
            link[Int(point)] = bucket[Int(dominator)]
            bucket[Int(dominator)] = point
            let above = parent[Int(point)]
            ancestor[Int(point)] = above
            var waiting = bucket[Int(above)]
            while waiting >= 0 {
                let found = best(waiting)
                dominators[Int(waiting)] = semi[Int(found)] < semi[Int(waiting)] ? found : above
                waiting = link[Int(waiting)]
            }
            bucket[Int(above)] = DominatorTree.none
        }
        for point in order.dropFirst() where dominators[Int(point)] != order[Int(semi[Int(point)])] {
            dominators[Int(point)] = dominators[Int(dominators[Int(point)])]
        }
    }

    /// The point with the smallest semidominator among the ancestors of a point in the forest linked so far.
    private mutating func best(_ point: Int32) -> Int32 {
        guard ancestor[Int(point)] >= 0 else { return point }
        var path: [Int32] = []
        var node = point
        while ancestor[Int(ancestor[Int(node)])] >= 0 {
            path.append(node)
            node = ancestor[Int(node)]
        }
        for node in path.reversed() {
            let above = ancestor[Int(node)]
            if semi[Int(label[Int(above)])] < semi[Int(label[Int(node)])] { label[Int(node)] = label[Int(above)] }
            ancestor[Int(node)] = ancestor[Int(above)]
        }
        return label[Int(point)]
    }
}
