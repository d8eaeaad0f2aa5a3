import PythonSemantics
import PythonSyntax

/// What runs when an application starts and never again: module level code, and functions that only such code or a hook for the start
/// calls.
public struct StartUp {
    private let file: FileContext

    public init(_ file: FileContext) { self.file = file }

    /// False unless everything that may call the code around a node is known.
    public func isOnlyReached(_ node: Syntax) -> Bool {
        var open: Set<Syntax> = []
        return isOnlyReached(node, in: file.module, &open)
    }

    /// `open` are the functions whose calls are being looked at.
    private func isOnlyReached(_ node: Syntax, in module: ModuleFile, _ open: inout Set<Syntax>) -> Bool {
        let around = node.ancestors.prefix { $0.kind != .functionDefinition }
        if around.contains(where: { $0.kind == .whileStatement }) { return false }
        guard let function = node.enclosingFunction else {
            return !node.ancestors.contains { $0.kind == .lambda }
        }
        guard let definition = FunctionDefinition(function), !definition.isGenerator || isBeforeYield(node, definition)
        else { return false }
        if open.contains(function) { return true }
        guard open.count < Self.maximumDepth else { return false }
        open.insert(function)
        let decorators = definition.decorators
        if decorators.count == 1, isHook(decorators[0]) { return true }
        let others = decorators.filter { !isOfMethod($0, in: module) }
        guard others.allSatisfy({ isContextManager($0, in: module) }), let name = definition.node.child(.name),
            let variable = module.semantics.variable(of: name), variable.bindings.count == 1,
            variable.scope.kind == .module || isPlainMethod(definition)
        else { return false }
        // The rest of the project is read only if the file itself does not decide.
        let isPlain = others.isEmpty
        guard let uses = DefinitionUses(of: function, in: module, file.project), let near = uses.near,
            near.allSatisfy({ isStart($0.node, in: $0.module, ofPlain: isPlain, &open) }), let far = uses.far
        else { return false }
        return !(near.isEmpty && far.isEmpty)
            && far.allSatisfy { isStart($0.node, in: $0.module, ofPlain: isPlain, &open) }
    }

    /// - Parameter isPlain: without a decorator that makes something else of the function.
    private func isStart(_ use: Syntax, in owner: ModuleFile, ofPlain isPlain: Bool, _ open: inout Set<Syntax>) -> Bool
    {
        isGivenToStart(use)
            || isPlain && use.role == .function && use.parent?.kind == .call && isOnlyReached(use, in: owner, &open)
    }

    private func isContextManager(_ decorator: Syntax, in module: ModuleFile) -> Bool {
        file.project.definition(of: decorator, in: module)?.externalName == "contextlib.asynccontextmanager"
    }

    private func isOfMethod(_ decorator: Syntax, in module: ModuleFile) -> Bool {
        let name = module.semantics.qualifiedName(of: decorator)
        return name == "builtins.staticmethod" || name == "builtins.classmethod"
    }

    /// A method that only its calls reach: a class with a base, or with a decorator, may have others that call it.
    private func isPlainMethod(_ function: FunctionDefinition) -> Bool {
        guard let type = function.node.parent?.parent.flatMap(ClassDefinition.init) else { return false }
        return type.node.parent?.kind == .module && type.arguments.isEmpty && type.decorators.isEmpty
            && !function.name.hasPrefix("__")
    }

    private static let maximumDepth = 6

    /// A generator's code after `yield` runs when the application ends.
    private func isBeforeYield(_ node: Syntax, _ function: FunctionDefinition) -> Bool {
        let yields = function.ownNodes(.yield)
        return yields.count == 1 && node.end <= yields[0].start
    }

    /// `@app.on_event("startup")`
    private func isHook(_ decorator: Syntax) -> Bool {
        guard let call = CallExpression(decorator) else { return false }
        return call.functionName == "on_event" && call.positional.first?.plainString == "startup"
    }

    /// `FastAPI(lifespan=lifespan)`, `app.add_event_handler("startup", seed)`, `on_startup=[seed]`
    private func isGivenToStart(_ use: Syntax) -> Bool {
        guard let parent = use.parent else { return false }
        if parent.kind == .keywordArgument { return CallArgument(parent).keyword == "lifespan" }
        if parent.kind == .list, let argument = parent.parent, argument.kind == .keywordArgument {
            return CallArgument(argument).keyword == "on_startup"
        }
        guard parent.kind == .arguments, let call = parent.parent.flatMap(CallExpression.init) else { return false }
        return call.functionName == "add_event_handler" && call.positional.first?.plainString == "startup"
    }
}
