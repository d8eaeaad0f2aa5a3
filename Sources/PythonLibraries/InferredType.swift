import PythonSemantics
import PythonSyntax

/// What an expression is, as far as the frameworks are concerned.
public indirect enum InferredType: Sendable, Hashable {
    case session(SessionType)
    /// An instance of a mapped class.
    case instance(MappedClass)
    /// A FastAPI or Starlette `BackgroundTasks`.
    case backgroundTasks
    /// An instance of another class of the project.
    case object(ClassDefinition, in: ModuleFile)
    case list(InferredType)
    /// It, or `None`.
    case optional(InferredType)
    /// A `Query` or `Select` over one mapped class.
    case query(MappedClass)
    /// What `execute` gives for such a `Select`.
    case result(MappedClass)
    /// What `scalars` gives for it.
    case scalars(MappedClass)

    public var withoutOptional: InferredType {
        if case .optional(let inner) = self { inner.withoutOptional } else { self }
    }

    public var isOptional: Bool { if case .optional = self { true } else { false } }

    public var session: SessionType? { if case .session(let type) = withoutOptional { type } else { nil } }

    public var instance: MappedClass? { if case .instance(let type) = withoutOptional { type } else { nil } }

    /// What two paths through the code have in common, nil where they differ.
    static func common(_ left: InferredType, _ right: InferredType) -> InferredType? {
        guard left.withoutOptional == right.withoutOptional else { return nil }
        return left.isOptional ? left : right
    }
}

/// The kind of a SQLAlchemy or SQLModel session.
public struct SessionType: Sendable, Hashable {
    public let isAsync: Bool
    /// A `scoped_session`, or Flask-SQLAlchemy's `db.session`: one session a thread or request behind a proxy.
    public let isScoped: Bool

    public init(isAsync: Bool, isScoped: Bool = false) {
        self.isAsync = isAsync
        self.isScoped = isScoped
    }
}
