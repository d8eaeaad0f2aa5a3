import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The descriptor that a file is made from, and who else uses it: closing the file closes it too.
struct SharedDescriptor {
    private let call: CallExpression
    /// What the call is given; nil if an unpacked argument hides it.
    private let source: Syntax?
    private let isDescriptor: Bool
    private let flow: FunctionFlow

    private var model: SemanticModel { flow.graph.semantics }

    /// Nil if the file is opened by its name, or leaves its descriptor open.
    init?(_ call: CallExpression, _ function: FileFunction, _ file: FileContext) {
        guard let parameter = function.descriptorName, call.keyword("closefd")?.isFalse != true else { return nil }
        let flow = file.flow(around: call.node)
        let source = call.argument(parameter, at: 0)?.withoutParentheses
        guard source != nil || call.hasUnpacking else { return nil }
        let origin = source.map { Origin(of: $0, flow) } ?? .unknown
        self.call = call
        self.source = source
        self.flow = flow
        if origin == .path { return nil }
        isDescriptor = function.takesDescriptor || origin == .descriptor
    }

    /// What uses the descriptor where a block has closed the file that the code left open: any later use, if it is left to the
    /// garbage collector.
    func userAfter(_ offset: Int) -> Syntax? {
        if isDescriptor, let source, source.kind != .name, !isFresh(source) { return source }
        return users.first { $0.start > offset } ?? (isDescriptor ? keepers.first : nil)
    }

    /// The same where the code closes the file itself: a use on a run that an exception sends past the close.
    func userAround(_ opening: Syntax, _ closes: [CloseSite]) -> Syntax? {
        let later = users.filter { $0.start > call.node.end && !isInside($0, opening, closes) }
        guard !later.isEmpty else { return nil }
        let closed = flow.graph.barrier(closes.map(\.statement), at: .start)
        let reach = flow.graph.reach(from: [opening], at: .end, avoiding: closed)
        return later.first(where: reach.contains)
    }

    /// In the block that the fix writes: not past a close, and in no handler that the opening is guarded by.
    private func isInside(_ use: Syntax, _ opening: Syntax, _ closes: [CloseSite]) -> Bool {
        guard closes.contains(where: { use.start < $0.statement.start }) else { return false }
        return !use.ancestors.contains { clause in
            clause.kind == .exceptClause && clause.parent.map { opening.isDescendant(of: $0) } ?? false
        }
    }

    // MARK: Uses

    /// Reads of the variable besides the call's own, and closes of descriptors that may be this one.
    private var users: [Syntax] {
        let own = isDescriptor ? variable.map(\.references) ?? [] : []
        let others = flow.analysis { DescriptorCloses(flow.graph) }.closed
        return (own.filter { !$0.isDescendantOrSelf(of: call.node) } + others.filter(mayBeThis)).sorted {
            $0.start < $1.start
        }
    }

    /// Reads before the call by which others may have got the descriptor too.
    private var keepers: [Syntax] {
        let earlier = variable?.references.filter { $0.start < call.node.start } ?? []
        return earlier.filter { !isDone($0) }
    }

    private var variable: Variable? { source.flatMap { name(in: $0) }.flatMap(model.variable) }

    /// `descriptor`, also as it is bound in place: `(descriptor := os.open(path, flags))`.
    private func name(in node: Syntax) -> Syntax? {
        node.kind == .namedExpression ? node.child(.target) : node.kind == .name ? node : nil
    }

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

    /// False for a descriptor that is made apart from this one.
    private func mayBeThis(_ closed: Syntax) -> Bool {
        guard let source else { return true }
        let closed = closed.withoutParentheses
        if let own = name(in: source), let other = name(in: closed),
            model.variable(of: own) == model.variable(of: other)
        {
            return true
        }
        guard closed.kind == .name, Origin(of: closed, flow) == .descriptor else { return true }
        // What a name was made of is told where it is bound: only a copy of the name is the same.
        return flow.identities.areSame(source, closed)
    }

    /// `os.fdopen(os.open(path, flags))`: nobody else has it.
    private func isFresh(_ source: Syntax) -> Bool {
        if source.kind == .namedExpression { return true }
        let name = CallExpression(source).flatMap { model.qualifiedName(of: $0.function) }
        return name.map(Origin.makers.contains) ?? false
    }
}

/// What `open` is given: a path or a descriptor.
private enum Origin {
    case path, descriptor, unknown

    static let makers: Set<String> = ["os.open", "os.dup", "os.memfd_create", "os.eventfd"]
    /// They give several, or one and a path.
    static let pairMakers: Set<String> = [
        "os.pipe", "os.pipe2", "os.openpty", "pty.openpty", "pty.fork", "tempfile.mkstemp",
    ]

    init(of source: Syntax, _ flow: FunctionFlow) {
        self = .unknown
        let model = flow.graph.semantics
        if PathExpression.isPath(source, model) { self = .path }
        switch source.kind {
        case .string, .formattedString: self = .path
        case .binary: self = BinaryOperation(source).map { _ in .path } ?? .unknown
        case .call: self = Self.ofCall(source, model)
        case .namedExpression: self = source.child(.value).map { Origin(of: $0.withoutParentheses, flow) } ?? .unknown
        case .name where FlowGraph.owner(of: source) == flow.graph.owner: self = Self.ofName(source, flow)
        default: break
        }
    }

    private static func ofCall(_ node: Syntax, _ model: SemanticModel) -> Origin {
        guard let call = CallExpression(node) else { return .unknown }
        if call.functionName == "fileno" { return .descriptor }
        guard let name = model.qualifiedName(of: call.function) else { return .unknown }
        if makers.contains(name) { return .descriptor }
        return name.hasPrefix("os.path.") || name == "builtins.str" || name == "os.fspath" ? .path : .unknown
    }

    private static func ofName(_ name: Syntax, _ flow: FunctionFlow) -> Origin {
        let model = flow.graph.semantics
        switch flow.definitions.value(of: name) {
        case .expression(let value) where value.withoutParentheses.kind != .name:
            return Origin(of: value.withoutParentheses, flow)
        case .parameter(let parameter):
            let annotation = parameter.child(.annotation).flatMap(model.qualifiedName)
            return ["builtins.str", "pathlib.Path", "os.PathLike"].contains(annotation)
                ? .path : annotation == "builtins.int" ? .descriptor : .unknown
        case .part(let value):
            guard let call = CallExpression(value.withoutParentheses),
                let maker = model.qualifiedName(of: call.function), pairMakers.contains(maker)
            else { return .unknown }
            // `descriptor, path = tempfile.mkstemp()`
            let binding = flow.definitions.reaching(name).bindings.first?.node
            return maker == "tempfile.mkstemp" && binding?.parent?.children(.element).first != binding
                ? .path : .descriptor
        default: return .unknown
        }
    }
}

/// What a function gives to `os.close`.
private struct DescriptorCloses {
    let closed: [Syntax]

    init(_ graph: FlowGraph) {
        closed = graph.owner.subtree.compactMap(CallExpression.init).filter {
            ["os.close", "os.closerange"].contains(graph.semantics.qualifiedName(of: $0.function))
        }.map { $0.arguments.first?.value ?? $0.node }
    }
}
