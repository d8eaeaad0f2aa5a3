import PythonSemantics
import PythonSyntax

/// The value of a name at a read, as far as its bindings determine it.
public enum Value: Hashable {
    /// The value of this expression at the time of the binding.
    case expression(Syntax)
    /// One element of this expression's value: of a loop's iterable, or of a sequence that is unpacked.
    case part(of: Syntax)
    /// The value of entering this context manager.
    case entered(Syntax)
    /// An argument from the caller; the node is the `parameter`.
    case parameter(Syntax)
    /// The node is the `importAlias`.
    case imported(Syntax)
    /// A `def` or `class`.
    case definition(Syntax)
    /// That of one of several bindings, depending on the path.
    case several([Binding])
    /// Deleted, augmented, caught, matched, or bound at an unknown time.
    case unknown
}

extension Value {
    /// The value that one binding gives its name.
    public init(of binding: Binding) {
        switch binding.kind {
        case .assignment, .annotatedAssignment, .namedExpression: self = Self.assigned(binding.node)
        case .forTarget, .comprehensionTarget: self = Self.enclosing(.iterable, binding.node).map(Self.part) ?? .unknown
        case .withTarget:
            guard let context = Self.enclosing(.context, binding.node) else {
                self = .unknown
                return
            }
            self = Self.wholeTarget(binding.node).parent?.kind == .withItem ? .entered(context) : .part(of: context)
        case .parameter: self = binding.node.parent.map(Value.parameter) ?? .unknown
        case .importFrom, .importModule: self = binding.node.parent.map(Value.imported) ?? .unknown
        case .function, .class: self = binding.node.parent.map(Value.definition) ?? .unknown
        case .annotationOnly, .augmentedAssignment, .exceptAlias, .matchCapture, .typeAlias, .typeParameter, .deletion:
            self = .unknown
        }
    }

    /// The expression, if it is the whole value.
    public var expression: Syntax? { if case .expression(let node) = self { node } else { nil } }

    private static func wholeTarget(_ name: Syntax) -> Syntax {
        let node = name.withParentheses
        return node
    }

    /// `a = value`, and `a` of `a, b = first, second`.
    private static func assigned(_ name: Syntax) -> Value {
        let target = wholeTarget(name)
        guard let parent = target.parent else { return .unknown }
        if target.role == .target { return parent.child(.value).map(Value.expression) ?? .unknown }
        guard let statement = name.enclosingStatement, let value = statement.child(.value) else { return .unknown }
        let whole = wholeTarget(parent)
        let unpacked = value.withoutParentheses
        let displays: Set<NodeKind> = [.tuple, .list]
        if whole.role == .target, displays.contains(parent.kind), displays.contains(unpacked.kind) {
            let names = parent.children(.element)
            let values = unpacked.children(.element)
            let isStarred = (names + values).contains { $0.kind == .starred }
            if names.count == values.count, !isStarred, let position = names.firstIndex(of: target) {
                return .expression(values[position])
            }
        }
        return .part(of: value)
    }

    /// The iterable or context of the statement or clause that contains a target.
    private static func enclosing(_ role: NodeRole, _ name: Syntax) -> Syntax? {
        for node in name.ancestors {
            if let found = node.child(role) { return found }
            if node.kind.isStatement { return nil }
        }
        return nil
    }
}
