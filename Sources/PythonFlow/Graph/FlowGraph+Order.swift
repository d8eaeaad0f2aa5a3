import PythonSyntax

/// Dominance: the statements that certainly run before or after a place.
extension FlowGraph {
    /// False for unreachable code, such as statements after a `return`.
    public func isReachable(_ place: Syntax) -> Bool { !starts(of: place).isEmpty }

    /// The statements that have completed whenever a place is reached, nearest first.
    public func completed(before place: Syntax) -> [Syntax] {
        let starts = starts(of: place)
        guard let first = starts.first else { return [] }
        var found: [Syntax] = []
        var point = dominators.parents[Int(first)]
        while point >= 0 {
            if points[Int(point)].role == .end {
                let statement = node(point)
                if statement.kind.isStatement, starts.dropFirst().allSatisfy({ dominates(statement, $0) }) {
                    found.append(statement)
                }
            }
            point = dominators.parents[Int(point)]
        }
        return found
    }

    /// True if a statement has completed whenever a place is reached.
    public func hasCompleted(_ statement: Syntax, before place: Syntax) -> Bool {
        let starts = starts(of: place)
        return !starts.isEmpty && starts.allSatisfy { dominates(statement, $0) }
    }

    private func dominates(_ statement: Syntax, _ point: Int32) -> Bool {
        ends(of: statement).contains { dominators.dominates($0, point) }
    }

    /// The statements that certainly begin after the place's own, nearest first, on whichever of the paths.
    /// Statements around the place are not included. None if no such path leads from the place to the end.
    public func following(_ place: Syntax, on paths: FlowPaths = .withoutExceptions) -> [Syntax] {
        let tree = postdominators(paths)
        let starts = starts(of: place).filter(tree.reaches)
        guard let first = starts.first else { return [] }
        var found: [Syntax] = []
        var point = tree.parents[Int(first)]
        while point >= 0, Int(point) < points.count {
            if points[Int(point)].role == .start {
                let statement = node(point)
                let isCertain = starts.dropFirst().allSatisfy { start in
                    self.points(.start, of: statement.id).contains { tree.dominates($0, start) }
                }
                if isCertain, statement.kind.isStatement, !place.isDescendantOrSelf(of: statement) {
                    found.append(statement)
                }
            }
            point = tree.parents[Int(point)]
        }
        return found
    }

    /// True if a statement certainly begins after a place's own.
    public func certainlyRuns(
        _ statement: Syntax, after place: Syntax, on paths: FlowPaths = .withoutExceptions
    ) -> Bool {
        let tree = postdominators(paths)
        let starts = starts(of: place).filter(tree.reaches)
        let begins = points(.start, of: statement.id)
        if starts.isEmpty { return false }
        let isPassed = starts.allSatisfy { start in begins.contains { $0 != start && tree.dominates($0, start) } }
        // With copies of `finally` bodies, each path may pass a different copy.
        return isPassed || begins.count > 1 && certainty(ofAnyOf: [statement], on: paths).isCertain(after: place)
    }

    /// True if control can reach the end of a statement, clause or suite from its start. False if every path ends
    /// with a `return`, `raise`, `break` or `continue`, or with a call that does not return.
    public func canComplete(_ node: Syntax) -> Bool {
        switch node.kind {
        case .block, .module:
            let statements = node.children.filter(\.kind.isStatement)
            guard let first = statements.first, let last = statements.last else { return true }
            return leads(from: first, toEndOf: last, inside: node)
        case _ where node.kind.isStatement: return leads(from: node, toEndOf: node, inside: node)
        default: return node.child(.body).map(canComplete) ?? true
        }
    }

    /// A search over the points of one subtree, unreachable code included.
    private func leads(from first: Syntax, toEndOf last: Syntax, inside node: Syntax) -> Bool {
        guard let start = anyPoint(.start, of: first.id), let end = anyPoint(.end, of: last.id) else { return false }
        let tree = node.tree
        var seen: Set<Int32> = [start]
        var open = [start]
        while let point = open.popLast() {
            if points[Int(point)] == points[Int(end)] { return true }
            for next in successors[Int(point)] where !seen.contains(next) {
                guard tree.node(points[Int(next)].node).isDescendantOrSelf(of: node) else { continue }
                seen.insert(next)
                open.append(next)
            }
        }
        return false
    }
}
