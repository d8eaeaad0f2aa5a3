import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Tells what functions do to sessions and to the rows that belong to them: what is added, changed, committed, rolled back.
///
/// Calls are followed into functions of the project. A call that is given a row, a session or something that may hold one, and of
/// which nothing is known, may do anything.
public final class SessionWorkAnalysis {
    public let model: FrameworkModel
    private var bodies: [Key: SessionBody] = [:]
    private var summaries: [Key: SessionSummary] = [:]
    private var open: Set<Key> = []
    private static let maximumDepth = 8

    public init(_ model: FrameworkModel) { self.model = model }

    private struct Key: Hashable {
        let path: Path
        let id: UInt32

        init(_ function: FunctionDefinition, _ module: ModuleFile) {
            path = module.path
            id = function.node.id
        }
    }

    public var index: ProjectIndex { model.index }

    /// A function with its events. `flow` saves the work if the caller has it already.
    public func body(
        of function: FunctionDefinition, in module: ModuleFile, _ flow: FunctionFlow? = nil
    ) -> SessionBody {
        let key = Key(function, module)
        if let known = bodies[key] { return known }
        let flow = flow ?? self.flow(of: function, in: module)
        let reader = SessionEventReader(analysis: self, function: function, module: module)
        let body = SessionBody(function, in: module, flow, reader.events())
        bodies[key] = body
        return body
    }

    private func flow(of function: FunctionDefinition, in module: ModuleFile) -> FunctionFlow {
        let managers = ContextManagers(module.semantics) { [model] in model.type(of: $0, in: module)?.session != nil }
        return FunctionFlow(FlowGraph(of: function.node, module.semantics, managers))
    }

    /// What calling a function may do. Nothing is known of decorated functions, of generators, and of a function while it is looked
    /// into.
    public func summary(of function: FunctionDefinition, in module: ModuleFile) -> SessionSummary {
        guard Self.isPlain(function), !function.isGenerator else { return .unknown }
        return summary(ofBody: function, in: module)
    }

    /// What running the body does, whatever stands around it.
    public func summary(ofBody function: FunctionDefinition, in module: ModuleFile) -> SessionSummary {
        let key = Key(function, module)
        if let known = summaries[key] { return known }
        guard open.count < Self.maximumDepth, open.insert(key).inserted else { return .unknown }
        defer { open.remove(key) }
        let summary = body(of: function, in: module).summary()
        summaries[key] = summary
        return summary
    }

    private static func isPlain(_ function: FunctionDefinition) -> Bool {
        function.decorators.allSatisfy {
            ["staticmethod", "classmethod", "abstractmethod", "override"].contains($0.identifier)
        }
    }

    // MARK: What expressions are

    /// A session by its type or, where there is none, by the name that functions usually give it.
    func isSession(_ expression: Syntax, in module: ModuleFile) -> Bool {
        let node = expression.withoutParentheses
        if let type = model.type(of: node, in: module) { return type.session != nil }
        guard node.kind == .name || node.kind == .attribute else { return false }
        return node.lastName.map(SessionMethods.isUsualName) ?? false
    }

    /// The session that is asked for what an expression gives: `db` of `db.query(User).filter(…).first()`, also through names.
    public func askedSession(of expression: Syntax, in module: ModuleFile) -> Syntax? {
        askedSession(of: expression, in: module, depth: 0)
    }

    private func askedSession(of expression: Syntax, in module: ModuleFile, depth: Int) -> Syntax? {
        var node = expression
        for _ in 0..<200 {
            if let call = CallExpression(node) {
                guard let object = call.receiver else { return nil }
                if isSession(object, in: module) {
                    return SessionMethods.roles(of: call.functionName ?? "").contains(.asks) ? object : nil
                }
                node = object
            } else if node.kind == .name {
                return depth < 6 ? asked(byNameOf: node, in: module, depth: depth) : nil
            } else {
                let roles: [NodeKind: NodeRole] = [
                    .attribute: .object, .subscription: .object, .await: .value, .parenthesized: .value,
                ]
                let inner = node.withoutParentheses
                guard let next = inner == node ? roles[node.kind].flatMap(node.child) : inner else { return nil }
                node = next
            }
        }
        return nil
    }

    private func asked(byNameOf name: Syntax, in module: ModuleFile, depth: Int) -> Syntax? {
        guard let variable = module.semantics.variable(of: name), variable.scope.kind != .module else { return nil }
        let bindings = variable.bindings.filter { $0.kind != .annotationOnly }
        var found: Syntax?
        for binding in bindings {
            guard let value = Value(of: binding).expression else { return nil }
            // `query = query.filter(…)`
            if value.subtree.contains(where: { $0.kind == .name && module.semantics.variable(of: $0) == variable }) {
                continue
            }
            guard let session = askedSession(of: value, in: module, depth: depth + 1) else { return nil }
            found = found ?? session
        }
        return found
    }
}
