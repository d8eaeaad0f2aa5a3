import PythonLibraries
import PythonSemantics
import PythonSyntax

/// The descriptor that a file is made from, and who else uses it: closing the file closes it too.
public struct SharedDescriptor {
    private let call: CallExpression
    /// What the call is given; nil if an unpacked argument hides it.
    private let source: Syntax?
    private let isDescriptor: Bool
    private let flow: FunctionFlow

    private var model: SemanticModel { flow.graph.semantics }

    /// Nil if the file is opened by its name, or leaves its descriptor open.
    public init?(_ call: CallExpression, _ function: FileFunction, _ flow: FunctionFlow) {
        guard let parameter = function.descriptorName, call.keyword("closefd")?.isFalse != true else { return nil }
        let source = call.argument(parameter, at: 0)?.withoutParentheses
        guard source != nil || call.hasUnpacking else { return nil }
        let origin = source.map { DescriptorOrigin(of: $0, flow) } ?? .unknown
        self.call = call
        self.source = source
        self.flow = flow
        if origin == .path { return nil }
        isDescriptor = function.takesDescriptor || origin == .descriptor
    }

    /// What uses the descriptor where a block has closed the file that the code left open: any later use, if it is left to the
    /// garbage collector.
    public func userAfter(_ offset: Int) -> Syntax? {
        if isDescriptor, let source, source.kind != .name, !isFresh(source) { return source }
        return users(after: offset).first ?? (isDescriptor ? keepers.first : nil)
    }

    /// The same where statements of the code close the file: a use on a run that an exception sends past them.
    public func userAround(_ opening: Syntax, closedBy closes: [Syntax]) -> Syntax? {
        let later = users(after: call.node.end).filter { !isInside($0, opening, closes) }
        guard !later.isEmpty else { return nil }
        let closed = flow.graph.barrier(closes, at: .start)
        let reach = flow.graph.reach(from: [opening], at: .end, avoiding: closed)
        return later.first(where: reach.contains)
    }

    /// In the block that a fix writes: not past a close, and in no handler that the opening is guarded by.
    private func isInside(_ use: Syntax, _ opening: Syntax, _ closes: [Syntax]) -> Bool {
        guard closes.contains(where: { use.start < $0.start }) else { return false }
        return !use.ancestors.contains { clause in
            clause.kind == .exceptClause && clause.parent.map { opening.isDescendant(of: $0) } ?? false
        }
    }

    // MARK: Uses

    /// Reads of the variable besides the call's own, and closes of descriptors that may be this one, in text order.
    private func users(after offset: Int) -> [Syntax] {
        let own =
            isDescriptor
            ? variable?.references.filter { !$0.isDescendantOrSelf(of: call.node) && !isOther($0) } ?? [] : []
        let closes = flow.analysis { DescriptorCloses(flow) }
        let closed = source.map { closes.mayClose($0, flow) } ?? closes.all
        return (own + closed).filter { $0.start > offset }.sorted { $0.start < $1.start }
    }

    /// Reads before the call by which others may have got the descriptor too.
    private var keepers: [Syntax] {
        let earlier = variable?.references.filter { $0.start < call.node.start } ?? []
        return earlier.filter { !isDone($0) && !isOther($0) }
    }

    /// True for a read of the variable that sees none of the values which the call may be given.
    private func isOther(_ use: Syntax) -> Bool {
        guard let source, source.kind == .name, use.kind == .name, FlowGraph.owner(of: use) == flow.graph.owner else {
            return false
        }
        let (here, there) = (flow.definitions.reaching(use), flow.definitions.reaching(source))
        let values = Set(there.bindings.map(\.node))
        return here.isComplete && there.isComplete && !values.isEmpty && !here.bindings.isEmpty
            && values.isDisjoint(with: here.bindings.map(\.node))
    }

    private var variable: Variable? { source.flatMap(DescriptorOrigin.name).flatMap(model.variable) }

    /// A test of it, or a function of the operating system: nothing is kept.
    private func isDone(_ use: Syntax) -> Bool {
        guard let parent = use.parent else { return false }
        switch parent.kind {
        case .comparison, .ifStatement, .unary: return true
        case .arguments:
            return parent.parent?.child(.function).flatMap(model.qualifiedName)?.hasPrefix("os.") ?? false
        default: return false
        }
    }

    /// `os.fdopen(os.open(path, flags))`: nobody else has it.
    private func isFresh(_ source: Syntax) -> Bool {
        if source.kind == .namedExpression { return true }
        let name = CallExpression(source).flatMap { model.qualifiedName(of: $0.function) }
        return name.map(DescriptorOrigin.makers.contains) ?? false
    }
}

/// What a function gives to `os.close`: by variable and by object, so that each file asks for its own alone.
private struct DescriptorCloses {
    let all: [Syntax]
    /// Those that may be any descriptor.
    private var unclear: [Syntax] = []
    private var byVariable: [Variable: [Syntax]] = [:]
    private var byIdentity: [Identity: [Syntax]] = [:]

    init(_ flow: FunctionFlow) {
        let model = flow.graph.semantics
        all = flow.graph.owner.subtree.compactMap(CallExpression.init).filter {
            ["os.close", "os.closerange"].contains(model.qualifiedName(of: $0.function))
        }.map { $0.arguments.first?.value ?? $0.node }
        for closed in all {
            let node = closed.withoutParentheses
            if let variable = DescriptorOrigin.name(in: node).flatMap(model.variable) {
                byVariable[variable, default: []].append(closed)
            }
            if node.kind != .name || DescriptorOrigin(of: node, flow) != .descriptor {
                unclear.append(closed)
            } else if let identity = flow.identities.identity(of: node) {
                byIdentity[identity, default: []].append(closed)
            }
        }
    }

    /// Those that are not made apart from what a file is made from. What a name was made of is told where it is bound: only a copy of
    /// the name is the same.
    func mayClose(_ source: Syntax, _ flow: FunctionFlow) -> [Syntax] {
        let variable = DescriptorOrigin.name(in: source).flatMap(flow.graph.semantics.variable)
        let named = variable.flatMap { byVariable[$0] } ?? []
        let same = flow.identities.identity(of: source).flatMap { byIdentity[$0] } ?? []
        var seen: Set<Syntax> = []
        return (unclear + named + same).filter { seen.insert($0).inserted }
    }
}
