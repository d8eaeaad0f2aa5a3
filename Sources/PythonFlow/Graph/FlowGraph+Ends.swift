import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Whether the life of something ends on every path, exceptions included.
extension FlowGraph {
    /// True if one of some statements begins on every path on from the end of an opening, whatever fails in between, before the
    /// function is left or the opening runs again. `except Exception` counts as a handler of everything, and what a handler only
    /// prints or logs is taken not to fail.
    public func isAlwaysEnded(_ opening: Syntax, by ends: [Syntax]) -> Bool {
        let closed = barrier(ends, at: .start).isClosed
        var open = self.ends(of: opening)
        guard !open.isEmpty else { return false }
        let bad = Set([FlowBuilder.returned, FlowBuilder.raised, FlowBuilder.terminated] + starts(of: opening))
        var seen = Set(open)
        while let point = open.popLast() {
            for next in likelySuccessors(of: point) where !closed[Int(next)] && seen.insert(next).inserted {
                if bad.contains(next) { return false }
                open.append(next)
            }
        }
        return true
    }

    private func likelySuccessors(of point: Int32) -> [Int32] {
        let all = Array(successors[Int(point)])
        let place = node(point)
        switch points[Int(point)].role {
        case .dispatch where TryStatement(place)?.handlers.contains(where: catchesAll) == true:
            return all.filter { node($0).kind == .exceptClause }
        case .start where place.kind == .exceptClause:
            let areKnown = ExceptHandler(place)?.exceptions.allSatisfy { exception in
                semantics.qualifiedName(of: exception).map(BuiltinExceptions.contains) ?? false
            }
            return areKnown ?? false ? Array(calmSuccessors[Int(point)]) : all
        case .start where place.enclosingStatement == place && isReportOfFailure(place):
            return Array(calmSuccessors[Int(point)])
        default: return all
        }
    }

    private func catchesAll(_ handler: ExceptHandler) -> Bool {
        guard let exception = handler.exception else { return true }
        return ["builtins.Exception", "builtins.BaseException"].contains(semantics.qualifiedName(of: exception))
    }

    /// `print("cannot write", error)` in a handler.
    private func isReportOfFailure(_ statement: Syntax) -> Bool {
        guard let call = LogCalls.call(in: statement),
            statement.ancestors.prefix(while: { $0 != owner }).contains(where: { $0.kind == .exceptClause })
        else { return false }
        return !call.node.subtree.contains { part in
            part.kind == .call && part != call.node || part.kind == .await && part.isDescendant(of: call.node)
        }
    }
}
