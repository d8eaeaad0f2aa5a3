import FileSystem
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
        guard case .function(let function, let owner)? = dependency.definition(index),
            let opening = opening(
                of: function, in: owner, as: dependency.callable, writtenIn: dependency.module, depth: 0)
        else { return nil }
        guard let opened = OpenedSessionReader(model: model).opened(byDependency: function, in: owner) else {
            return opening
        }
        var found = usual(for: opening, opened, owner) ?? opening
        found.opened = opened
        return found
    }

    /// True if a dependency opens a session, gives it and closes it: without it FastAPI answers each request in the same way. A parameter
    /// of its own, even one with a default value, is read from the request and checked.
    public func onlyOpens(_ dependency: Dependency) -> Bool {
        guard case .function(let function, let owner)? = dependency.definition(index), function.parameters.isEmpty
        else { return false }
        return OpenedSessionReader(model: model).opened(byDependency: function, in: owner)?.binding != nil
    }

    /// The same opening, as a call in this file; nil if anything in it is local.
    public func opening(by call: CallExpression) -> SessionOpening? {
        let owner = model.module
        guard let type = sessionType(of: call, in: owner), !type.isScoped, LocalOpening.isGlobal(call, in: owner),
            call.functionName != "next", call.functionName != "begin",
            !SessionClass(index: index).isUnusual(openedBy: call, in: owner)
        else { return nil }
        var opening = SessionOpening(
            form: .call(call.node), module: owner, type: type, needsCommit: false, isCommittedByDependency: false,
            isAsyncContext: type.isAsync, keepsAttributes: keepsAttributes(call, in: owner))
        opening.opened = OpenedSessionReader(model: model).opened(by: call, in: owner)
        return opening
    }

    /// True if a call in some module opens the same session, with `commits` after it.
    public func opens(
        _ call: CallExpression, in owner: ModuleFile, committing commits: Bool, sameAs opening: SessionOpening
    ) -> Bool {
        guard let wanted = opening.opened,
            let opened = OpenedSessionReader(model: model).opened(by: call, in: owner), opened.opensSame(as: wanted)
        else { return false }
        return commits || opened.commits ? wanted.commits || mayCommit : !wanted.commits
    }

    private func opening(
        of function: FunctionDefinition, in owner: ModuleFile, as callable: Syntax, writtenIn home: ModuleFile,
        depth: Int
    ) -> SessionOpening? {
        // What else decorates it may prepare the session.
        guard depth < 4, function.decorators.allSatisfy({ isKnown($0, in: owner) }) else { return nil }
        guard let provider = SessionProvider(function, in: owner, model),
            let type = sessionType(of: provider.source, in: owner)
        else {
            let given = SessionOrigin.given(by: function)
            guard given.count == 1, let given = given[0] else { return nil }
            let type =
                model.type(of: given, in: owner) ?? function.returns.flatMap { model.type(ofAnnotation: $0, in: owner) }
            return throughGenerator(function, in: owner, callable, home, type: type?.session)
        }
        let source = provider.source
        if SessionClass(index: index).isUnusual(openedBy: source, in: owner) { return nil }
        if let inner = provider.delegate(index) {
            return opening(
                of: inner.function, in: inner.module, as: source.function, writtenIn: owner, depth: depth + 1)
        }
        guard provider.isPlain, LocalOpening.isGlobal(source, in: owner) else {
            return throughGenerator(function, in: owner, callable, home, type: type)
        }
        let begins = source.functionName == "begin"
        return SessionOpening(
            form: .call(source.node), module: owner, type: type, needsCommit: provider.commits && !begins,
            isCommittedByDependency: provider.commits || begins, isAsyncContext: type.isAsync,
            keepsAttributes: keepsAttributes(source, in: owner))
    }

    private static let harmlessDecorators: Set<String> = [
        "builtins.classmethod", "builtins.staticmethod", "contextlib.asynccontextmanager", "contextlib.contextmanager",
    ]

    private func isKnown(_ decorator: Syntax, in owner: ModuleFile) -> Bool {
        index.definition(of: decorator, in: owner)?.externalName.map(Self.harmlessDecorators.contains) ?? false
    }

    // MARK: As the project does it

    /// The same session, opened as the file or the project opens it outside of requests.
    private func usual(
        for opening: SessionOpening, _ wanted: OpenedSession, _ owner: ModuleFile
    ) -> SessionOpening? {
        let usual = UsualOpenings(
            model: model, wanted: wanted, isAsync: opening.isAsyncContext, mayCommit: mayCommit)
        guard let found = usual.neighbour() ?? usual.contextManager(near: modules(near: opening, owner)) else {
            return nil
        }
        return SessionOpening(
            form: .call(found.node), module: found.module, type: opening.type,
            needsCommit: wanted.commits && !found.commits, isCommittedByDependency: opening.isCommittedByDependency,
            isAsyncContext: opening.isAsyncContext, keepsAttributes: opening.keepsAttributes)
    }

    /// The modules of the dependency and of its factory, the file itself and what it imports, and those beside the dependency.
    private func modules(near opening: SessionOpening, _ owner: ModuleFile) -> [ModuleFile] {
        var modules = [owner]
        if case .call(let node) = opening.form, let root = node.subtree.first(where: { $0.kind == .name }),
            case .value(_, let home)? = index.definition(of: root, in: opening.module)
        {
            modules.append(home)
        }
        modules += [model.module] + ImportedModules(index).paths(importedBy: model.module).compactMap(index.file)
        modules += index.paths.filter { $0.folder == owner.path.folder }.compactMap(index.file)
        var seen: Set<Path> = []
        return modules.filter { seen.insert($0.path).inserted }
    }

    // MARK: The dependency's body

    private func sessionType(of source: CallExpression, in owner: ModuleFile) -> SessionType? {
        if source.functionName == "begin", let factory = origin.factory(of: source, in: owner) {
            return SessionFactory.product(of: factory.value, in: factory.module, index)
        }
        return model.type(of: source.node, in: owner)?.session
    }

    // MARK: Other ways

    /// The dependency itself, wrapped with `contextlib.contextmanager` as FastAPI does.
    private func throughGenerator(
        _ function: FunctionDefinition, in owner: ModuleFile, _ callable: Syntax, _ home: ModuleFile,
        type: SessionType?
    ) -> SessionOpening? {
        guard let type, function.isGenerator, let root = callable.dottedRoot, function.decorators.isEmpty,
            !function.ownNodes(.yield).isEmpty
        else { return nil }
        let needsArguments = function.parameters.contains { $0.name != "self" && $0.name != "cls" }
        guard !needsArguments, !SessionProvider.turnsAway(function, in: owner, index),
            home.semantics.variable(of: root)?.scope.kind == .module
        else { return nil }
        return SessionOpening(
            form: .generator(callable, isAsync: function.isAsync), module: home, type: type, needsCommit: false,
            isCommittedByDependency: SessionProvider.commits(function), isAsyncContext: function.isAsync,
            keepsAttributes: false)
    }

    private func keepsAttributes(_ source: CallExpression, in owner: ModuleFile) -> Bool {
        if source.keyword("expire_on_commit")?.text == "False" { return true }
        let factory = origin.factory(of: source, in: owner)
        guard let call = factory.flatMap({ CallExpression($0.value.withoutParentheses) }) else { return false }
        return call.keyword("expire_on_commit")?.text == "False"
    }
}
