import PythonLibraries
import PythonSemantics
import PythonSyntax

/// A call that nothing is known of takes a resource, or what goes on using it: the call or its result may keep it.
public struct ValuePass {
    public let call: CallExpression
    public let argument: Syntax
    private let statement: Syntax

    /// Nil if the use stands in no call's arguments.
    public init?(of use: Syntax) {
        let around = use.ancestors.prefix { !$0.kind.isStatement }.lazy.compactMap(CallExpression.init)
        for call in around {
            guard let argument = call.arguments.first(where: { use.isDescendantOrSelf(of: $0.node) }),
                let statement = use.enclosingStatement
            else { continue }
            self.call = call
            self.argument = argument.value
            self.statement = statement
            return
        }
        return nil
    }

    /// True if a run may end, or come to the opening again, after the call and without its life having ended: the resource stays open, perhaps for
    /// whoever has it now. A run that an exception sends that way counts if the result was handed on before.
    public func mayOutlive(_ closed: FlowBarrier, _ opening: Syntax, _ graph: FlowGraph) -> Bool {
        // A test or an iterable is evaluated where its statement begins.
        let isPart = statement.kind.isCompoundStatement
        let (place, moment): (Syntax, FlowMoment) = isPart ? (call.node, .start) : (statement, .end)
        let calm = graph.reach(from: [place], at: moment, avoiding: closed, on: .withoutExceptions)
        if calm.containsEnd || calm.contains(opening) { return true }
        let onwards = handings(graph)
        if onwards.isEmpty { return false }
        let all = graph.reach(from: [place], at: moment, avoiding: closed)
        let isLeftOpen = all.containsEnd || all.contains(opening) || mayBeAbandoned(all, graph)
        return onwards.contains { handing in
            (isLeftOpen || handing.kind == .raiseStatement) && (handing == statement || all.contains(handing))
        }
    }

    /// True if the function waits in a `yield` after the call: whoever iterates may never come back. Fixtures and context managers
    /// are gone on with.
    private func mayBeAbandoned(_ reach: FlowReach, _ graph: FlowGraph) -> Bool {
        guard let function = FunctionDefinition(graph.owner), function.isGenerator else { return false }
        let isResumed = function.decorators.contains { decorator in
            let name = CallExpression(decorator)?.functionName ?? decorator.lastName
            return name.map(["asynccontextmanager", "contextmanager", "fixture"].contains) ?? false
        }
        if isResumed { return false }
        return function.body.subtree.contains { node in
            guard [.yield, .yieldFrom].contains(node.kind), FlowGraph.owner(of: node) == graph.owner else {
                return false
            }
            return node.isDescendant(of: statement) || reach.contains(node)
        }
    }

    /// Statements that hand on the resource itself, or what the call gives.
    private func handings(_ graph: FlowGraph) -> [Syntax] {
        if Self.isYielded(call.node) { return [statement] }
        switch statement.kind {
        case .raiseStatement: return [statement]
        case .expressionStatement:
            let isInner = call.node.ancestors.prefix { !$0.kind.isStatement }.contains { $0.kind == .call }
            return isInner || !ArgumentUse.soundsImmediate(call.functionName ?? "") ? [statement] : []
        case .assignment, .annotatedAssignment:
            let targets = statement.children(.target).map(\.withoutParentheses)
            if targets.contains(where: { $0.kind != .name }) { return [statement] }
            return targets.compactMap(graph.semantics.variable).flatMap(\.references).compactMap { use in
                FlowGraph.owner(of: use) == graph.owner ? Self.handing(of: use) : use
            }
        default: return []
        }
    }

    /// The statement that a name's value leaves by: returned, raised, yielded, stored.
    private static func handing(of use: Syntax) -> Syntax? {
        guard let statement = use.enclosingStatement else { return nil }
        if isYielded(use) { return statement }
        switch statement.kind {
        case .returnStatement, .raiseStatement: return statement
        case .assignment, .annotatedAssignment:
            return statement.children(.target).contains { $0.withoutParentheses.kind != .name } ? statement : nil
        case .expressionStatement:
            let keeps = use.ancestors.prefix { $0 != statement }.contains { node in
                let name = CallExpression(node)?.functionName
                return name.map { !Libraries.roles(ofAnything: $0).isDisjoint(with: [.stores, .keeps]) } ?? false
            }
            return keeps ? statement : nil
        default: return nil
        }
    }

    private static func isYielded(_ node: Syntax) -> Bool {
        node.ancestors.prefix { !$0.kind.isStatement }.contains { $0.kind == .yield }
    }
}

extension ValueLife {
    /// Calls that may keep the value, after which a run may leave it open for good: by the function's end, or by coming to where it
    /// is made again. On such a run nothing shows that the code at hand owns it. `ends` are the statements that end its life.
    /// Worked out one after another, as they are asked for.
    public func outlivingPasses(
        madeAt opening: Syntax, ends: [Syntax], _ graph: FlowGraph
    ) -> some Sequence<ValuePass> {
        let closed = graph.barrier(isPassed ? ends : [], at: .start)
        return passes.lazy.compactMap(ValuePass.init).filter { $0.mayOutlive(closed, opening, graph) }
    }
}
