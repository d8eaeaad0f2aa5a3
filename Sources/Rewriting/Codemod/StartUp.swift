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
        guard decorators.allSatisfy({ $0.lastName == "asynccontextmanager" }), let name = definition.node.child(.name),
            let variable = module.semantics.variable(of: name), variable.scope.kind == .module,
            variable.bindings.count == 1
        else { return false }
        // The rest of the project is read only if the file itself does not decide.
        let near = uses(of: definition, of: module, in: [file.module])
        let isPlain = decorators.isEmpty
        guard near.allSatisfy({ isStart($0, in: $1, ofPlain: isPlain, &open) }) else { return false }
        let far = uses(of: definition, of: module, in: others(mentioning: definition.name))
        return !(near.isEmpty && far.isEmpty) && far.allSatisfy { isStart($0, in: $1, ofPlain: isPlain, &open) }
    }

    /// - Parameter isPlain: without a decorator that makes something else of the function.
    private func isStart(_ use: Syntax, in owner: ModuleFile, ofPlain isPlain: Bool, _ open: inout Set<Syntax>) -> Bool
    {
        isGivenToStart(use)
            || isPlain && use.role == .function && use.parent?.kind == .call && isOnlyReached(use, in: owner, &open)
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

    private func others(mentioning name: String) -> [ModuleFile] {
        file.project.paths(mentioning: name)
            .filter { $0 != file.module.path && CodeRole(of: $0, among: file.project.paths) != .test }
            .compactMap(file.project.file(at:))
    }

    /// Everything in some modules that may name a function, outside its own definition and imports.
    private func uses(
        of function: FunctionDefinition, of owner: ModuleFile, in modules: [ModuleFile]
    ) -> [(Syntax, ModuleFile)] {
        modules.flatMap { module in
            module.tree.root.subtree.compactMap { node -> (Syntax, ModuleFile)? in
                guard node.kind == .name || node.kind == .attribute, node.lastName == function.name,
                    node.role != .target, mayMean(node, function, of: owner, in: module)
                else { return nil }
                return (node, module)
            }
        }
    }

    /// Other files see this one as it was before the run: its functions are told by their names.
    private func mayMean(
        _ node: Syntax, _ function: FunctionDefinition, of owner: ModuleFile, in module: ModuleFile
    ) -> Bool {
        guard let found = file.project.definition(of: node, in: module) else { return true }
        if case .function(let other, let home) = found { return home.path == owner.path && other.name == function.name }
        return false
    }
}
