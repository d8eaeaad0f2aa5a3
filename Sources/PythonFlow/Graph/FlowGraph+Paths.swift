import PythonSyntax

/// Reachability: what may run after a place, and on which paths.
extension FlowGraph {
    /// True if the second place's statement may begin after the first one's, including in the next iteration of a
    /// loop.
    public func mayRun(_ place: Syntax, after earlier: Syntax) -> Bool {
        let ends = starts(of: place)
        let begins = starts(of: earlier)
        guard !ends.isEmpty, !begins.isEmpty else { return false }
        let loop = loops(around: earlier, place).last
        // What is always passed on the way leads there; so does the loop around both, if its next round may be reached.
        if begins.contains(where: { begin in ends.contains { $0 != begin && dominators.dominates(begin, $0) } }) {
            return true
        }
        if let loop, leadsRound(begins, in: loop),
            heads(of: loop).contains(where: { head in
                ends.contains { dominators.dominates(head, $0) }
            })
        {
            return true
        }
        return hasPath(from: earlier, to: place, avoiding: nil, on: .all)
    }

    /// True if a run may come back to the loop's head.
    private func leadsRound(_ begins: [Int32], in loop: Syntax) -> Bool {
        let leads = leadingRound(loop)
        return begins.contains { leads[Int($0)] }
    }

    func heads(of loop: Syntax) -> [Int32] {
        guard let target = loop.child(.target) else { return points(.start, of: loop.id) }
        return points(.next, of: target.id)
    }

    /// True if no execution runs both.
    public func areExclusive(_ first: Syntax, _ second: Syntax) -> Bool {
        let (one, other) = (starts(of: first), starts(of: second))
        return one != other && !mayRun(second, after: first) && !mayRun(first, after: second)
    }

    /// True if a path leads from one place to another on which none of some statements completes.
    public func hasPath(
        from place: Syntax, to other: Syntax, avoiding statements: [Syntax], on paths: FlowPaths = .all
    ) -> Bool {
        hasPath(from: place, to: other, avoiding: barrier(statements), on: paths)
    }

    /// Searches only the necessary part: without a loop around both places no path leads back from after the second
    /// one; with loops, none leaves the outermost of them.
    public func hasPath(
        from place: Syntax, to other: Syntax, avoiding barrier: FlowBarrier?, on paths: FlowPaths = .all
    ) -> Bool {
        let loop = loops(around: place, other).last
        if loop == nil, other.end <= place.start { return false }
        let end = loop?.end ?? other.end
        let ends = Set(starts(of: other))
        let edges = paths == .all ? successors : calmSuccessors
        var seen: Set<Int32> = []
        var open = starts(of: place)
        while let point = open.popLast() {
            for next in edges[Int(point)] where !seen.contains(next) && barrier?.isClosed[Int(next)] != true {
                if ends.contains(next) { return true }
                guard node(next).start < end else { continue }
                seen.insert(next)
                open.append(next)
            }
        }
        return false
    }

    /// Statements that paths must avoid, for several questions: their ends or their beginnings.
    public func barrier(_ statements: some Sequence<Syntax>, at moment: FlowMoment = .end) -> FlowBarrier {
        var isClosed = [Bool](repeating: false, count: points.count)
        for statement in statements {
            let points = moment == .end ? ends(of: statement) : points(.start, of: statement.id)
            for point in points { isClosed[Int(point)] = true }
        }
        return FlowBarrier(isClosed: isClosed)
    }

    /// The places that are reachable after the start or end of one of some statements without passing a barrier. One
    /// walk over the graph answers for all places. A nested function's code counts as located at its definition.
    public func reach(
        from statements: some Sequence<Syntax>, at moment: FlowMoment = .start, avoiding barrier: FlowBarrier? = nil,
        on paths: FlowPaths = .all
    ) -> FlowReach {
        var reached = [Bool](repeating: false, count: points.count)
        var open = statements.flatMap { statement in
            let ends = moment == .end ? ends(of: statement) : []
            return ends.isEmpty ? starts(of: statement) : ends
        }
        let edges = paths == .all ? successors : calmSuccessors
        while let point = open.popLast() {
            for next in edges[Int(point)] where !reached[Int(next)] && barrier?.isClosed[Int(next)] != true {
                reached[Int(next)] = true
                open.append(next)
            }
        }
        return FlowReach(graph: self, reached: reached)
    }

    /// The places that are reached only after one of some statements, whichever it is, has completed.
    public func completion(ofAnyOf statements: some Sequence<Syntax>) -> FlowCompletion {
        FlowCompletion(before: self, barrier(statements).isClosed)
    }

    /// The places after which one of some statements certainly begins before the function ends.
    public func certainty(
        ofAnyOf statements: some Sequence<Syntax>, on paths: FlowPaths = .withoutExceptions
    ) -> FlowCertainty {
        var begins = [Bool](repeating: false, count: points.count)
        for statement in statements { for start in starts(of: statement) { begins[Int(start)] = true } }
        return FlowCertainty(after: self, begins, paths)
    }

    /// The loops around both places, innermost first.
    public func loops(around first: Syntax, _ second: Syntax) -> [Syntax] {
        first.ancestors.prefix { $0 != owner }.filter {
            ($0.kind == .forStatement || $0.kind == .whileStatement) && second.isDescendant(of: $0)
        }
    }
}

/// The start or the end of a statement.
public enum FlowMoment: Sendable {
    case start, end
}

/// Points that paths must not pass.
public struct FlowBarrier {
    let isClosed: [Bool]
}

/// The places reachable from some statements.
public struct FlowReach {
    let graph: FlowGraph
    let reached: [Bool]

    public func contains(_ place: Syntax) -> Bool { graph.starts(of: place).contains { reached[Int($0)] } }

    /// True if the function may end normally: by a return or at the end of its body.
    public var containsEnd: Bool { reached[Int(FlowBuilder.returned)] }
}

/// The places before which one of some statements has certainly completed.
public struct FlowCompletion {
    private let graph: FlowGraph
    /// Points that are reachable without one of the statements.
    private let reachedWithout: [Bool]

    init(before graph: FlowGraph, _ isClosed: [Bool]) {
        var reached = [Bool](repeating: false, count: graph.points.count)
        reached[Int(FlowBuilder.entry)] = true
        var open = [FlowBuilder.entry]
        while let point = open.popLast() {
            for next in graph.successors[Int(point)] where !isClosed[Int(next)] && !reached[Int(next)] {
                reached[Int(next)] = true
                open.append(next)
            }
        }
        self.graph = graph
        reachedWithout = reached
    }

    public func isCertain(before place: Syntax) -> Bool {
        let starts = graph.starts(of: place)
        return !starts.isEmpty && !starts.contains { reachedWithout[Int($0)] }
    }
}

/// The places after which one of some statements certainly runs.
public struct FlowCertainty {
    private let graph: FlowGraph
    private let paths: FlowPaths
    /// Points from which the end is reachable without one of the statements.
    private let endsWithout: [Bool]
    private let begins: [Bool]

    init(after graph: FlowGraph, _ begins: [Bool], _ paths: FlowPaths) {
        let ways = [FlowBuilder.returned] + (paths == .all ? [FlowBuilder.raised, FlowBuilder.terminated] : [])
        let edges = paths == .all ? graph.predecessors : graph.calmPredecessors
        var endsWithout = [Bool](repeating: false, count: graph.points.count)
        for way in ways { endsWithout[Int(way)] = true }
        var open = ways
        while let point = open.popLast() {
            for previous in edges[Int(point)] where !endsWithout[Int(previous)] && !begins[Int(previous)] {
                endsWithout[Int(previous)] = true
                open.append(previous)
            }
        }
        self.graph = graph
        self.paths = paths
        self.endsWithout = endsWithout
        self.begins = begins
    }

    /// Does not count the place's own statement. False if no path of this kind leads from there to the end.
    public func isCertain(after place: Syntax) -> Bool {
        let starts = graph.starts(of: place).filter { graph.postdominators(paths).reaches($0) }
        let successors = paths == .all ? graph.successors : graph.calmSuccessors
        return !starts.isEmpty
            && !starts.contains { start in
                begins[Int(start)] ? successors[Int(start)].contains { endsWithout[Int($0)] } : endsWithout[Int(start)]
            }
    }
}
