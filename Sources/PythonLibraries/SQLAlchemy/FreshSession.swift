import PythonSemantics
import PythonSyntax

/// Decides whether a session was opened for the current code alone, with nothing done in its transaction yet.
///
/// That holds for SQLAlchemy's constructors and factories, and one level deep for functions and dependencies of the
/// project that only open, hand out, commit or roll back, and close. A function that finds a session, such as
/// `current()`, returns one that its callers already use. A session on a connection joins the transaction of that
/// connection
/// ([SQLAlchemy](https://docs.sqlalchemy.org/en/20/orm/session_transaction.html#joining-a-session-into-an-external-transaction-such-as-for-test-suites)).
public struct FreshSession {
    private let model: FrameworkModel

    public init(_ model: FrameworkModel) { self.model = model }

    private var index: ProjectIndex { model.index }
    private static let maximumDepth = 3

    /// True for `SessionLocal()`, `Session(engine)`, `session_scope()`, `next(get_db())`.
    public func isOpened(by expression: Syntax) -> Bool { isOpened(by: expression, in: model.module, depth: 0) }

    private func isOpened(by expression: Syntax, in owner: ModuleFile, depth: Int) -> Bool {
        let node = expression.withoutParentheses.withoutAwait.withoutParentheses
        guard depth < Self.maximumDepth, let call = CallExpression(node) else { return false }
        switch index.definition(of: call.function, in: owner) {
        case .external("builtins.next")?, .external("builtins.anext")?:
            return call.positional.first.map { isOpened(by: $0, in: owner, depth: depth + 1) } ?? false
        case .external(let name)?:
            return SQLAlchemyNames.syncSessions.union(SQLAlchemyNames.asyncSessions).contains(name)
                && joinsNothing(call, in: owner)
        case .value(let factory, let home)?:
            guard let type = model.product(of: factory, in: home) else { return false }
            return !type.isScoped && joinsNothing(call, in: owner) && !isOnConnection(factory, in: home)
        case .function(let function, let home)?: return handsOut(function, in: home, depth: depth + 1)
        default: return false
        }
    }

    /// True if the constructor's arguments are an engine or mere settings.
    private func joinsNothing(_ call: CallExpression, in owner: ModuleFile) -> Bool {
        call.arguments.allSatisfy { argument in
            if argument.isUnpacked { return false }
            switch argument.keyword {
            case nil, "bind": return isEngine(argument.value, in: owner)
            case "autoflush", "expire_on_commit", "future", "class_", "info": return true
            default: return false
            }
        }
    }

    /// `sessionmaker(bind=op.get_bind())`. A factory is usually bound to an engine; names may only prevent a fix.
    private func isOnConnection(_ factory: Syntax, in owner: ModuleFile) -> Bool {
        guard let made = CallExpression(factory.withoutParentheses),
            let bind = made.boundEngine
        else { return false }
        let connections: Set<String> = ["begin", "bind", "conn", "connect", "connection", "get_bind"]
        return bind.subtree.contains { $0.lastName.map(connections.contains) ?? false }
            || owner.semantics.constructor(of: bind)?.split(separator: ".").last
                .map { connections.contains($0.lowercased()) } ?? false
    }

    private func isEngine(_ expression: Syntax, in owner: ModuleFile) -> Bool {
        let engines = SQLAlchemyNames.engineMakers.union(SQLAlchemyNames.engines)
        if let name = owner.semantics.constructor(of: expression) { return engines.contains(name) }
        guard case .value(let value, let home)? = index.definition(of: expression, in: owner),
            let call = CallExpression(value.withoutParentheses),
            let name = index.definition(of: call.function, in: home)?.externalName
        else { return false }
        return engines.contains(name)
    }

    // MARK: Functions of the project

    /// True if a function opens a session, gives it to its caller, and does nothing else.
    private func handsOut(_ function: FunctionDefinition, in owner: ModuleFile, depth: Int) -> Bool {
        let managers: Set<String> = ["contextlib.contextmanager", "contextlib.asynccontextmanager"]
        let isKnown = function.decorators.allSatisfy { decorator in
            index.definition(of: decorator, in: owner)?.externalName.map(managers.contains) ?? false
        }
        let given = SessionOrigin.given(by: function)
        guard isKnown, !given.isEmpty, !keepsAnything(function, in: owner) else { return false }
        return given.allSatisfy { session in
            guard let session, let source = SessionOrigin(model: model).call(giving: session, in: owner) else {
                return false
            }
            return isOpened(by: source.node, in: owner, depth: depth)
                && opensAndCloses(function, session, source)
        }
    }

    /// Other code may find and use whatever is stored in an attribute, a container or a global.
    private func keepsAnything(_ function: FunctionDefinition, in owner: ModuleFile) -> Bool {
        function.ownNodes.contains { node in
            switch node.kind {
            case .globalStatement, .nonlocalStatement, .functionDefinition, .lambda: true
            case .attribute, .subscription: node.role == .target
            default: false
            }
        }
    }

    private func opensAndCloses(_ function: FunctionDefinition, _ session: Syntax, _ source: CallExpression) -> Bool {
        function.ownNodes(.call).compactMap(CallExpression.init).allSatisfy { call in
            if call.node.isDescendantOrSelf(of: source.node) { return true }
            if let receiver = call.receiver, receiver.text == session.text, let method = call.functionName {
                return !SessionMethods.roles(of: method).isDisjoint(with: [.commits, .rollsBack, .closes])
            }
            return LogCalls.isLogFunction(call.function) || ["print", "str"].contains(call.function.identifier ?? "")
        }
    }

    // MARK: Dependencies

    /// True if FastAPI opens the session of an endpoint's parameter and gives it to nothing else in the request.
    ///
    /// Always false for a router's endpoints: `include_router` may add dependencies elsewhere.
    public func isOpened(for parameter: Syntax) -> Bool {
        let owner = model.module
        guard let function = parameter.enclosingFunction.flatMap(FunctionDefinition.init),
            let dependency = Dependency(of: parameter, in: owner, index),
            case .function(let opener, let home)? = dependency.definition(index), opener.decorators.isEmpty,
            isEndpointAlone(function, in: owner), handsOut(opener, in: home, depth: 0)
        else { return false }
        return function.parameters.allSatisfy { $0.node == parameter || isData($0, in: owner) }
    }

    /// True if a dependency opens the session of a parameter, and closes it without a commit.
    public func isClosedUncommitted(of parameter: Syntax) -> Bool {
        guard isOpened(for: parameter), let dependency = Dependency(of: parameter, in: model.module, index),
            case .function(let opener, let home)? = dependency.definition(index),
            let provider = SessionProvider(opener, in: home, model)
        else { return false }
        return provider.isPlain && !provider.commits && provider.delegate(index) == nil
            && provider.source.functionName != "begin"
    }

    /// `@app.post("/")` on an application without dependencies, with no other use of the function in its file.
    private func isEndpointAlone(_ function: FunctionDefinition, in owner: ModuleFile) -> Bool {
        guard function.decorators.count == 1, let route = CallExpression(function.decorators[0]),
            let application = route.receiver, !takesDependencies(route),
            case .value(let value, let home)? = index.definition(of: application, in: owner),
            let made = CallExpression(value.withoutParentheses), !takesDependencies(made),
            index.definition(of: made.function, in: home)?.externalName.map(StarletteNames.applications.contains)
                ?? false,
            let name = function.node.child(.name), let variable = owner.semantics.variable(of: name)
        else { return false }
        return variable.bindings.count == 1 && variable.references.allSatisfy { $0 == name }
    }

    private func takesDependencies(_ call: CallExpression) -> Bool {
        call.keyword("dependencies") != nil || call.hasUnpacking
    }

    /// True for a parameter that the request supplies, as opposed to a dependency that may be given the session too.
    private func isData(_ parameter: Parameter, in owner: ModuleFile) -> Bool {
        guard parameter.kind != .variadicPositional, parameter.kind != .variadicKeyword else { return false }
        let parts = [parameter.annotation, parameter.defaultValue].compactMap { $0 }
        return parts.allSatisfy { part in
            part.subtree.filter { $0.kind == .name || $0.kind == .attribute }.allSatisfy { name in
                switch index.definition(of: name, in: owner) {
                case .external(let full)?: !StarletteNames.depends.contains(full)
                case .type?, .module?: true
                default: false
                }
            }
        }
    }
}
