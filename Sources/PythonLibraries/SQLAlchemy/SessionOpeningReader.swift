import PythonSemantics
import PythonSyntax

/// Finds out how the session of a dependency is opened.
public struct SessionOpeningReader {
    let model: FrameworkModel
    /// True if a helper that commits is acceptable although the dependency does not: the code run in it leaves
    /// nothing uncommitted.
    private let mayCommit: Bool

    public init(_ model: FrameworkModel, mayCommit: Bool = false) {
        self.model = model
        self.mayCommit = mayCommit
    }

    private var index: ProjectIndex { model.index }
    private var origin: SessionOrigin { SessionOrigin(model: model) }

    /// Nil if the dependency is not a function of the project, or opens its session in a way that cannot be repeated.
    public func opening(of dependency: Dependency) -> SessionOpening? {
        guard case .function(let function, let owner)? = dependency.definition(index) else { return nil }
        return opening(of: function, in: owner, as: dependency.callable, writtenIn: dependency.module, depth: 0)
    }

    /// The same opening, as a call in this file; nil if anything in it is local.
    public func opening(by call: CallExpression) -> SessionOpening? {
        let owner = model.module
        guard let type = sessionType(of: call, in: owner), !type.isScoped, isGlobal(call, in: owner),
            call.functionName != "next", call.functionName != "begin"
        else { return nil }
        return SessionOpening(
            form: .call(call.node), module: owner, type: type, needsCommit: false, isCommittedByDependency: false,
            isAsyncContext: type.isAsync, keepsAttributes: keepsAttributes(call, in: owner))
    }

    private func opening(
        of function: FunctionDefinition, in owner: ModuleFile, as callable: Syntax, writtenIn home: ModuleFile,
        depth: Int
    ) -> SessionOpening? {
        guard depth < 4, let given = Self.given(by: function) else { return nil }
        guard let source = origin.call(giving: given, in: owner), let type = sessionType(of: source, in: owner) else {
            let declared = function.returns.flatMap { model.type(ofAnnotation: $0, in: owner)?.session }
            return throughGenerator(
                function, callable, home, type: model.type(of: given, in: owner)?.session ?? declared)
        }
        let commits = Self.calls(in: function).contains { $0.functionName == "commit" }
        if let inner = delegate(source, in: owner) {
            return opening(of: inner.0, in: inner.1, as: source.function, writtenIn: owner, depth: depth + 1)
        }
        guard isPlain(function, given: given.text, source: source, in: owner), isGlobal(source, in: owner) else {
            return throughGenerator(function, callable, home, type: type)
        }
        let begins = source.functionName == "begin"
        let helper = begins ? nil : helper(for: type, commits: commits, near: owner, source)
        let opened = helper?.call ?? .call(source.node)
        return SessionOpening(
            form: opened, module: helper?.module ?? owner, type: type,
            needsCommit: commits && !begins && helper == nil, isCommittedByDependency: commits || begins,
            isAsyncContext: type.isAsync, keepsAttributes: keepsAttributes(source, in: owner))
    }

    // MARK: The dependency's body

    /// The only expression that the dependency yields or returns.
    private static func given(by function: FunctionDefinition) -> Syntax? {
        let given = SessionOrigin.given(by: function)
        return given.count == 1 ? given[0] : nil
    }

    private func sessionType(of source: CallExpression, in owner: ModuleFile) -> SessionType? {
        if source.functionName == "begin", let factory = origin.factory(of: source, in: owner) {
            return SessionFactory.product(of: factory.value, in: factory.module, index)
        }
        return model.type(of: source.node, in: owner)?.session
    }

    /// Another dependency that this one merely passes on: `yield from get_session()`, `for s in get_session(): yield
    /// s`.
    private func delegate(_ source: CallExpression, in owner: ModuleFile) -> (FunctionDefinition, ModuleFile)? {
        guard case .function(let function, let home)? = index.definition(of: source.function, in: owner),
            function.decorators.isEmpty, source.arguments.isEmpty
        else { return nil }
        return (function, home)
    }

    private static func calls(in function: FunctionDefinition) -> [CallExpression] {
        function.ownNodes(.call).compactMap(CallExpression.init)
    }

    /// True if the dependency opens, commits or rolls back, closes and logs, and does nothing else.
    private func isPlain(
        _ function: FunctionDefinition, given: String, source: CallExpression, in owner: ModuleFile
    ) -> Bool {
        // `session.info["tenant"] = …` prepares the session.
        let prepares = function.ownNodes.contains {
            ($0.kind == .attribute || $0.kind == .subscription) && $0.role == .target
        }
        return !prepares
            && Self.calls(in: function).allSatisfy { call in
                if call.node == source.node || call.node.isDescendant(of: source.node) { return true }
                guard let object = call.function.child(.object), let name = call.function.lastName else {
                    return call.function.text == "print" || call.function.text == "str"
                }
                if object.text == given || object.text == source.function.text { return Self.isOpeningOrClosing(name) }
                return LogCalls.isLogFunction(call.function)
            }
    }

    private static func isOpeningOrClosing(_ method: String) -> Bool {
        // `remove` is a method of scoped sessions.
        method == "remove" || !SessionMethods.roles(of: method).isDisjoint(with: [.begins, .endsTransaction, .closes])
    }

    /// True if no part of a call is local to the function around it.
    private func isGlobal(_ call: CallExpression, in owner: ModuleFile) -> Bool {
        call.node.subtree.filter { $0.kind == .name }.allSatisfy { name in
            guard let variable = owner.semantics.variable(of: name) else { return true }
            return variable.scope.kind == .module || variable.bindings.allSatisfy { $0.kind == .importFrom }
        }
    }

    // MARK: Other ways

    /// The dependency itself, wrapped with `contextlib.contextmanager` as FastAPI does.
    private func throughGenerator(
        _ function: FunctionDefinition, _ callable: Syntax, _ home: ModuleFile, type: SessionType?
    ) -> SessionOpening? {
        guard let type, function.isGenerator, let root = callable.dottedRoot, function.decorators.isEmpty,
            !function.ownNodes(.yield).isEmpty
        else { return nil }
        let needsArguments = function.parameters.contains { $0.name != "self" && $0.name != "cls" }
        guard !needsArguments,
            home.semantics.variable(of: root)?.scope.kind == .module
        else { return nil }
        return SessionOpening(
            form: .generator(callable, isAsync: function.isAsync), module: home, type: type, needsCommit: false,
            isCommittedByDependency: Self.calls(in: function).contains {
                $0.functionName == "commit" || $0.functionName == "begin"
            }, isAsyncContext: function.isAsync, keepsAttributes: false)
    }

    /// A context manager of the project that opens sessions outside requests. Tests that replace it reach the tasks
    /// too.
    private func helper(
        for type: SessionType, commits: Bool, near owner: ModuleFile, _ source: CallExpression
    ) -> (call: SessionOpening.Form, module: ModuleFile)? {
        var modules = [owner]
        if let root = source.node.subtree.first(where: { $0.kind == .name }),
            case .value(_, let home)? = index.definition(of: root, in: owner), home != owner
        {
            modules.append(home)
        }
        let found = modules.flatMap { module in
            module.tree.root.children.filter(Self.mayBeHelper).compactMap(FunctionDefinition.init)
                .filter { isHelper($0, in: module, type, commits) }
                .map { ($0, module) }
        }
        guard found.count == 1, let name = found[0].0.node.child(.name) else { return nil }
        return (.call(name), found[0].1)
    }

    /// A function whose only decorator is `name` or `module.name`, which few functions have.
    private static func mayBeHelper(_ node: Syntax) -> Bool {
        guard node.kind == .functionDefinition else { return false }
        let decorators = node.children(.decorator)
        return decorators.count == 1 && decorators[0].child(.value)?.isDottedName == true
    }

    private func isHelper(
        _ function: FunctionDefinition, in module: ModuleFile, _ type: SessionType, _ commits: Bool
    ) -> Bool {
        let managers = function.decorators.compactMap { index.definition(of: $0, in: module)?.externalName }
        let wanted = type.isAsync ? "contextlib.asynccontextmanager" : "contextlib.contextmanager"
        guard managers == [wanted], function.parameters.allSatisfy({ $0.defaultValue != nil }),
            let given = Self.given(by: function), model.type(of: given, in: module)?.session?.isAsync == type.isAsync,
            !function.name.lowercased().contains("test"), !function.name.hasPrefix("_")
        else { return false }
        let helperCommits = Self.calls(in: function).contains {
            $0.functionName == "commit" || $0.functionName == "begin"
        }
        return helperCommits ? commits || mayCommit : !commits
    }

    private func keepsAttributes(_ source: CallExpression, in owner: ModuleFile) -> Bool {
        if source.keyword("expire_on_commit")?.text == "False" { return true }
        let factory = origin.factory(of: source, in: owner)
        guard let call = factory.flatMap({ CallExpression($0.value.withoutParentheses) }) else { return false }
        return call.keyword("expire_on_commit")?.text == "False"
    }
}
