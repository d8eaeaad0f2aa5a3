import FileSystem
import PythonSemantics
import PythonSyntax

/// How a project opens sessions outside of requests: as the other functions of a file do, or by a context manager made for it.
///
/// Tests that replace what the neighbours call, or the context manager, reach what is written the same way.
struct UsualOpenings {
    let model: FrameworkModel
    /// What is to be opened.
    let wanted: OpenedSession
    /// `async with`.
    let isAsync: Bool
    /// A commit at the end will do although the dependency makes none.
    let mayCommit: Bool

    struct Found {
        /// A call of the file, or the name of a function.
        let node: Syntax
        let module: ModuleFile
        let commits: Bool
    }

    private var index: ProjectIndex { model.index }
    private var reader: OpenedSessionReader { OpenedSessionReader(model: model) }

    private func fits(_ opened: OpenedSession) -> Bool {
        guard opened.isAsync == isAsync, opened.opensSame(as: wanted) else { return false }
        return !opened.commits || wanted.commits || mayCommit
    }

    // MARK: Neighbours

    /// What most functions of the file call to open such a session, the first of several.
    func neighbour() -> Found? {
        let fitting = model.openings.filter { fits($0.opened) }
        let counts = fitting.reduce(into: [String: Int]()) { $0[$1.call.node.compactText, default: 0] += 1 }
        guard let most = counts.values.max(),
            let best = fitting.first(where: { counts[$0.call.node.compactText] == most })
        else { return nil }
        return Found(node: best.call.node, module: model.module, commits: best.opened.commits)
    }

    // MARK: Context managers

    /// A context manager of the project that opens such a session: the one made of the dependency itself, or the only other one.
    func contextManager(near modules: [ModuleFile]) -> Found? {
        var others: [Found] = []
        for module in modules where !module.isTest {
            for statement in module.tree.root.children {
                guard let name = managerName(statement, in: module), !name.text.hasPrefix("_"),
                    !TestNames.contains(name.text),
                    let opened = opened(by: statement, name, in: module), fits(opened)
                else { continue }
                let found = Found(node: name, module: module, commits: opened.commits)
                if let dependency = opened.dependency, dependency == wanted.dependency { return found }
                others.append(found)
            }
        }
        let alike = others.filter { $0.commits == wanted.commits }
        let best = alike.isEmpty ? others : alike
        return best.count == 1 ? best[0] : nil
    }

    /// The name of `name = contextmanager(get_db)` or of a decorated function: few of a module's statements.
    private func managerName(_ statement: Syntax, in module: ModuleFile) -> Syntax? {
        switch statement.kind {
        case .functionDefinition:
            let decorators = statement.children(.decorator)
            return decorators.count == 1 && decorators[0].child(.value)?.isDottedName == true
                ? statement.child(.name) : nil
        case .assignment:
            guard let target = Assignment(statement)?.soleTarget, target.kind == .name else { return nil }
            return CallExpression((statement.child(.value) ?? target).withoutParentheses) == nil ? nil : target
        default: return nil
        }
    }

    private func opened(by statement: Syntax, _ name: Syntax, in module: ModuleFile) -> OpenedSession? {
        if let value = Assignment(statement)?.value {
            // Bound twice, nobody knows which one is called.
            guard module.semantics.variable(of: name)?.bindings.count == 1 else { return nil }
            return reader.opened(byManager: value.withoutParentheses, in: module)
        }
        return FunctionDefinition(statement).flatMap { reader.opened(byManager: $0, in: module) }
    }
}

/// A call of a file's function that opens a session.
struct LocalOpening {
    let call: CallExpression
    let opened: OpenedSession

    /// Every such call of a file in text order. Functions that hand out what they open are no examples of how it is used.
    static func all(in model: FrameworkModel) -> [LocalOpening] {
        let reader = OpenedSessionReader(model: model)
        return model.module.tree.root.subtree.compactMap { node in
            guard let call = CallExpression(node), opensName(node),
                let function = node.enclosingFunction.flatMap(FunctionDefinition.init),
                isGlobal(call, in: model.module), let opened = reader.opened(by: call, in: model.module),
                !function.isGenerator
            else { return nil }
            return LocalOpening(call: call, opened: opened)
        }
    }

    /// `with CALL as name`, `name = CALL`
    private static func opensName(_ node: Syntax) -> Bool {
        let node = node.withParentheses
        guard let parent = node.parent, let target = parent.child(.target), target.kind == .name else { return false }
        switch parent.kind {
        case .withItem: return node.role == .context
        case .assignment, .annotatedAssignment: return node.role == .value
        default: return false
        }
    }

    /// True if nothing in a call belongs to the function that it stands in, but for what this imports.
    static func isGlobal(_ call: CallExpression, in owner: ModuleFile) -> Bool {
        call.node.subtree.filter { $0.kind == .name }.allSatisfy { name in
            guard let variable = owner.semantics.variable(of: name) else { return true }
            return variable.scope.kind == .module || variable.bindings.allSatisfy { $0.kind == .importFrom }
        }
    }
}
