import PythonSemantics
import PythonSyntax

/// Follows calls to what they open.
struct OpenedSessionReader {
    let model: FrameworkModel
    private static let maximumDepth = 6

    private var index: ProjectIndex { model.index }

    /// Nil for everything that does not open a session of its own each time.
    func opened(by call: CallExpression, in owner: ModuleFile) -> OpenedSession? {
        opened(by: call, in: owner, depth: 0)
    }

    /// What a dependency's function opens when FastAPI calls it.
    func opened(byDependency function: FunctionDefinition, in owner: ModuleFile) -> OpenedSession? {
        guard function.decorators.isEmpty else { return nil }
        return opened(byBodyOf: function, in: owner, isDependency: true, depth: 0)
    }

    private func opened(by call: CallExpression, in owner: ModuleFile, depth: Int) -> OpenedSession? {
        guard depth < Self.maximumDepth else { return nil }
        if call.functionName == "begin", call.arguments.isEmpty, let factory = call.receiver,
            case .value(let value, let home)? = index.definition(of: factory, in: owner)
        {
            return opened(byFactory: value, in: home, call, owner, commits: true)
        }
        switch index.definition(of: call.function, in: owner) {
        case .external(let name)?:
            let isAsync = SQLAlchemyNames.asyncSessions.contains(name)
            guard isAsync || SQLAlchemyNames.syncSessions.contains(name),
                let binding = SessionBinding(maker: .external(name), call, in: owner, index)
            else { return nil }
            return OpenedSession(binding: binding, commits: false, isAsync: isAsync, dependency: nil)
        case .value(let value, let home)?:
            if let manager = opened(byManager: value, in: home, depth: depth) {
                return call.arguments.isEmpty ? manager : nil
            }
            return opened(byFactory: value, in: home, call, owner, commits: false)
        case .function(let function, let home)?:
            return call.arguments.isEmpty ? opened(byManager: function, in: home, depth: depth) : nil
        default: return nil
        }
    }

    // MARK: Context managers

    private static let managers: Set<String> = ["contextlib.contextmanager", "contextlib.asynccontextmanager"]

    private func isManager(_ decorator: Syntax, in owner: ModuleFile) -> Bool {
        index.definition(of: decorator, in: owner)?.externalName.map(Self.managers.contains) ?? false
    }

    /// What calling a value gives: `contextmanager(get_db)`.
    func opened(byManager value: Syntax, in owner: ModuleFile, depth: Int = 0) -> OpenedSession? {
        guard let call = CallExpression(value.withoutParentheses), call.arguments.count == 1,
            let inner = call.positional.first, isManager(call.function, in: owner),
            case .function(let function, let home)? = index.definition(of: inner, in: owner), function.isGenerator,
            function.decorators.isEmpty
        else { return nil }
        return opened(byBodyOf: function, in: home, isDependency: true, depth: depth + 1)
    }

    /// `@contextmanager def session_scope():`
    func opened(byManager function: FunctionDefinition, in owner: ModuleFile, depth: Int = 0) -> OpenedSession? {
        guard function.decorators.count == 1, function.isGenerator, isManager(function.decorators[0], in: owner) else {
            return nil
        }
        return opened(byBodyOf: function, in: owner, isDependency: false, depth: depth + 1)
    }

    // MARK: Bodies and factories

    private func opened(
        byFactory value: Syntax, in home: ModuleFile, _ call: CallExpression, _ owner: ModuleFile, commits: Bool
    ) -> OpenedSession? {
        guard let type = model.product(of: value, in: home), !type.isScoped,
            let maker = SessionBinding.part(.value(value, in: home), index),
            let binding = SessionBinding(maker: maker, call, in: owner, index)
        else { return nil }
        return OpenedSession(binding: binding, commits: commits, isAsync: type.isAsync, dependency: nil)
    }

    private func opened(
        byBodyOf function: FunctionDefinition, in owner: ModuleFile, isDependency: Bool, depth: Int
    ) -> OpenedSession? {
        guard depth < Self.maximumDepth, function.parameters.allSatisfy({ $0.defaultValue != nil }) else { return nil }
        let commits = SessionProvider.commits(function)
        let provider = SessionProvider(function, in: owner, model)
        let inner = provider.flatMap { opened(bySourceOf: $0, depth: depth + 1) }
        if let provider, provider.isPlain, let inner, inner.binding != nil {
            return OpenedSession(
                binding: inner.binding, commits: commits || inner.commits, isAsync: function.isAsync,
                dependency: isDependency ? function.node : nil)
        }
        guard isDependency else { return nil }
        return OpenedSession(
            binding: nil, commits: commits || inner?.commits ?? false, isAsync: function.isAsync,
            dependency: function.node)
    }

    private func opened(bySourceOf provider: SessionProvider, depth: Int) -> OpenedSession? {
        if let (function, home) = provider.delegate(index) {
            return opened(byBodyOf: function, in: home, isDependency: true, depth: depth)
        }
        return opened(by: provider.source, in: provider.module, depth: depth)
    }
}
