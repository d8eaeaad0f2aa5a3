import PythonSemantics
import PythonSyntax

/// How code outside a request opens a session: as the endpoints' dependency does, or through the dependency itself.
public struct SessionOpening: Sendable {
    public enum Form: Sendable {
        /// `SessionLocal()`, `Session(engine)`, `session_scope()`: a context manager that gives the session.
        case call(Syntax)
        /// A generator dependency that does more than open and close, to be wrapped with `contextlib`.
        case generator(Syntax, isAsync: Bool)
        /// The `session-factory` of the codemod's table in `[tool.redline]`.
        case configured(module: String, name: String)
    }

    public let form: Form
    /// The module that contains the expression.
    public let module: ModuleFile
    public let type: SessionType
    /// True if the dependency commits after its `yield` and the opening by itself does not.
    public let needsCommit: Bool
    /// True if the dependency commits the request's session at the end of the request.
    public let isCommittedByDependency: Bool
    /// True if it needs `async with`.
    public let isAsyncContext: Bool
    /// True if instances keep their attributes after a commit (`expire_on_commit=False`).
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
