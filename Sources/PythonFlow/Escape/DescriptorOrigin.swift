import PythonLibraries
import PythonSemantics
import PythonSyntax

extension FileOpening {
    /// True if the file's `name` is its descriptor: it was made from one, or stands in no folder.
    public func isNamedByDescriptor(_ flow: FunctionFlow) -> Bool {
        if function.takesDescriptor || function.isAnonymous { return true }
        guard let parameter = function.descriptorName else { return false }
        return call.argument(parameter, at: 0).map { DescriptorOrigin(of: $0.withoutParentheses, flow) } == .descriptor
    }
}

/// What `open` is given: a path or a descriptor.
enum DescriptorOrigin {
    case path, descriptor, unknown

    static let makers: Set<String> = ["os.open", "os.dup", "os.memfd_create", "os.eventfd"]
    /// They give several, or one and a path.
    static let pairMakers: Set<String> = [
        "os.pipe", "os.pipe2", "os.openpty", "pty.openpty", "pty.fork", "tempfile.mkstemp",
    ]

    /// `descriptor`, also as it is bound in place: `(descriptor := os.open(path, flags))`.
    static func name(in node: Syntax) -> Syntax? {
        node.kind == .namedExpression ? node.child(.target) : node.kind == .name ? node : nil
    }

    init(of source: Syntax, _ flow: FunctionFlow) {
        self = .unknown
        let model = flow.graph.semantics
        if PathExpression.isPath(source, model) {
            self = .path
            return
        }
        switch source.kind {
        case .string, .formattedString: self = .path
        case .binary: self = BinaryOperation(source).map { _ in .path } ?? .unknown
        case .call: self = Self.ofCall(source, model)
        case .namedExpression:
            self = source.child(.value).map { DescriptorOrigin(of: $0.withoutParentheses, flow) } ?? .unknown
        case .name where FlowGraph.owner(of: source) == flow.graph.owner: self = Self.ofName(source, flow)
        default: break
        }
    }

    private static func ofCall(_ node: Syntax, _ model: SemanticModel) -> DescriptorOrigin {
        guard let call = CallExpression(node) else { return .unknown }
        if call.functionName == "fileno" { return .descriptor }
        guard let name = model.qualifiedName(of: call.function) else { return .unknown }
        if makers.contains(name) { return .descriptor }
        return name.hasPrefix("os.path.") || name == "builtins.str" || name == "os.fspath" ? .path : .unknown
    }

    private static func ofName(_ name: Syntax, _ flow: FunctionFlow) -> DescriptorOrigin {
        let model = flow.graph.semantics
        switch flow.definitions.value(of: name) {
        case .expression(let value) where value.withoutParentheses.kind != .name:
            return DescriptorOrigin(of: value.withoutParentheses, flow)
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
