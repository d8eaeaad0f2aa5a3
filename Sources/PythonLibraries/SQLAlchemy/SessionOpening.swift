import PythonSemantics
import PythonSyntax

/// How code that has no request opens a session: what the dependency of the endpoints opens, or the dependency itself.
public struct SessionOpening: Sendable {
    public enum Form: Sendable {
        /// `SessionLocal()`, `Session(engine)`, `session_scope()`: a context manager that gives the session.
        case call(Syntax)
        /// A generator dependency that does more than open and close, to be wrapped by `contextlib`.
        case generator(Syntax, isAsync: Bool)
        /// What `[tool.redline] session-factory` names.
        case configured(module: String, name: String)
    }

    public let form: Form
    /// Where the expression is written.
    public let module: ModuleFile
    public let type: SessionType
    /// The dependency commits after its `yield`, and the opening as it stands does not.
    public let needsCommit: Bool
    /// The request's session is committed by the dependency, at the end of the request.
    public let isCommittedByDependency: Bool
    /// `async with`.
    public let isAsyncContext: Bool
    /// Instances keep their attributes after a commit (`expire_on_commit=False`).
    public let keepsAttributes: Bool
    /// What the request's session is; nil where nothing else can be shown to open the same.
    var opened: OpenedSession?

    public init(
        form: Form, module: ModuleFile, type: SessionType, needsCommit: Bool, isCommittedByDependency: Bool,
        isAsyncContext: Bool, keepsAttributes: Bool
    ) {
        self.form = form
        self.module = module
        self.type = type
        self.needsCommit = needsCommit
        self.isCommittedByDependency = isCommittedByDependency
        self.isAsyncContext = isAsyncContext
        self.keepsAttributes = keepsAttributes
    }
}
