import FileSystem
import PythonSemantics
import PythonSyntax

/// Who runs some code, by what calls it: followed through the project until something is found that an application may run.
struct CallerRoles {
    private let index: ProjectIndex
    private let scripts: Scripts
    private static let maximumDepth = 6

    init(_ index: ProjectIndex) {
        self.index = index
        scripts = Scripts(index)
    }

    /// What has been found out of functions, and those that are being looked at.
    private struct Walk {
        var open: Set<Syntax> = []
        var known: [Syntax: CodeRole] = [:]
    }

    /// Unknown code counts as the application's.
    func role(of node: Syntax, in module: ModuleFile) -> CodeRole {
        var walk = Walk()
        return role(of: node, in: module, &walk) ?? .application
    }

    /// Nil if only what is being looked at calls it.
    private func role(of node: Syntax, in module: ModuleFile, _ walk: inout Walk) -> CodeRole? {
        let around = [node] + Array(node.ancestors)
        if around.contains(where: MainBlock.isOne) { return .program }
        guard let function = around.last(where: { $0.kind == .functionDefinition }).flatMap(FunctionDefinition.init)
        else { return around.contains { $0.kind == .lambda } ? .application : scripts.role(of: module) }
        // A function may define a command and a route.
        let key = around.first { $0.kind == .functionDefinition || $0.kind == .lambda } ?? function.node
        if key.kind == .lambda { return .application }
        let type = around.last { $0.kind == .classDefinition && function.node.isDescendant(of: $0) }
            .flatMap(ClassDefinition.init)
        if let known = walk.known[key] { return known }
        guard walk.open.count < Self.maximumDepth, type?.bases.isEmpty ?? true, type?.decorators.isEmpty ?? true else {
            return .application
        }
        guard walk.open.insert(key).inserted else { return nil }
        defer { walk.open.remove(key) }
        let found = own(function, around, in: module) ?? callers(of: function, type, in: module, &walk)
        walk.known[key] = found
        return found
    }

    /// What a function shows itself. Commands may be defined in a function that registers them.
    private func own(_ function: FunctionDefinition, _ around: [Syntax], in module: ModuleFile) -> CodeRole? {
        let decorators = around.compactMap(FunctionDefinition.init).flatMap(\.decorators)
        if decorators.contains(where: { CommandDecorator.isOne($0, in: module, index) }) { return .command }
        guard decorators.allSatisfy(Self.isPlain) else { return .application }
        return Terminal.asks(function.node, in: module) ? .interactive : nil
    }

    /// Of a method those of its class, if they show it already.
    private func callers(
        of function: FunctionDefinition, _ type: ClassDefinition?, in module: ModuleFile, _ walk: inout Walk
    ) -> CodeRole? {
        guard let type else { return callers(of: function.node, in: module, &walk) }
        let role = callers(of: type.node, in: module, &walk)
        if role != .application || function.name.hasPrefix("__") { return role }
        return callers(of: function.node, in: module, &walk)
    }

    private static func isPlain(_ decorator: Syntax) -> Bool {
        ["staticmethod", "classmethod", "contextmanager", "asynccontextmanager"].contains(decorator.lastName)
    }

    /// The role that all uses have.
    private func callers(of definition: Syntax, in module: ModuleFile, _ walk: inout Walk) -> CodeRole? {
        guard let uses = DefinitionUses(of: definition, in: module, index), let near = uses.near else {
            return .application
        }
        // The rest of the project is read only if the file itself does not decide.
        guard let nearby = common(near, &walk), let far = scripts.isImported(module) ? uses.far : [] else {
            return .application
        }
        guard let distant = common(far, &walk) else { return .application }
        if near.isEmpty, far.isEmpty { return scripts.isUnused(definition) ? .unused : .application }
        return nearby.first ?? distant.first
    }

    /// The roles of some uses, those apart that are being looked at. Nil if one is the application's.
    private func common(_ uses: [DefinitionUses.Use], _ walk: inout Walk) -> [CodeRole]? {
        var found: [CodeRole] = []
        for use in uses {
            guard isCalled(use.node) else { return nil }
            let home = CodeRole(of: use.module.path, among: index.paths)
            let role = home == .application ? role(of: use.node, in: use.module, &walk) : .program
            if role == .application { return nil }
            role.map { found.append($0) }
        }
        return found
    }

    /// Whoever is given a function may call it several times at once, but for those that run it: `asyncio.run(seed)`.
    private func isCalled(_ use: Syntax) -> Bool {
        guard let parent = use.parent else { return false }
        if use.role == .function && parent.kind == .call || use.role == .annotation { return true }
        if parent.kind == .keywordArgument { return isCommand(CallArgument(parent)) }
        guard parent.kind == .arguments, let call = parent.parent.flatMap(CallExpression.init) else {
            // `Seeder.run`: the class's own method is called.
            return parent.kind == .attribute && use.role == .object
        }
        return ["run", "isinstance"].contains(call.functionName)
    }

    /// `parser.set_defaults(func=seed)`
    private func isCommand(_ argument: CallArgument) -> Bool {
        let call = argument.node.parent?.parent.flatMap(CallExpression.init)
        return argument.keyword == "func" && call?.functionName == "set_defaults"
    }
}
