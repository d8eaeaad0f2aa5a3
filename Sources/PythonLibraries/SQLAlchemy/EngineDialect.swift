import PythonSemantics
import PythonSyntax

/// Finds the database that a session talks to, from the URL that its engine is made with: `sqlite`, `postgresql`, `mysql`.
///
/// Nil if the URL is not written in the project: it may come from the environment.
public struct EngineDialect {
    private let model: FrameworkModel
    private static let maximumDepth = 12

    public init(_ model: FrameworkModel) { self.model = model }

    private var index: ProjectIndex { model.index }

    public func dialect(of session: Syntax, in module: ModuleFile) -> String? {
        dialect(ofSession: session, module, depth: 0)
    }

    // MARK: Sessions

    private func dialect(ofSession session: Syntax, _ module: ModuleFile, depth: Int) -> String? {
        guard depth < Self.maximumDepth else { return nil }
        let node = session.withoutParentheses.withoutAwait.withoutParentheses
        if let call = CallExpression(node) { return dialect(ofOpening: call, module, depth: depth + 1) }
        guard node.kind == .name, let variable = module.semantics.variable(of: node), variable.bindings.count == 1,
            let binding = variable.bindings.first
        else { return nil }
        switch binding.kind {
        case .assignment, .annotatedAssignment, .withTarget:
            let source = binding.node.parent?.child(.context) ?? binding.statement?.child(.value)
            return source.flatMap { dialect(ofSession: $0, module, depth: depth + 1) }
        case .parameter:
            guard let dependency = binding.node.parent.flatMap({ Dependency(of: $0, in: module, index) }),
                case .function(let function, let owner)? = dependency.definition(index)
            else { return nil }
            return dialect(ofResultOf: function, owner, depth: depth + 1)
        default: return nil
        }
    }

    private func dialect(ofResultOf function: FunctionDefinition, _ owner: ModuleFile, depth: Int) -> String? {
        let given = function.ownNodes(function.isGenerator ? .yield : .returnStatement).compactMap { $0.child(.value) }
        return given.lazy.compactMap { dialect(ofSession: $0, owner, depth: depth + 1) }.first
    }

    /// `SessionLocal()`, `Session(engine)`, `session_scope()`, `next(get_db())`.
    private func dialect(ofOpening call: CallExpression, _ module: ModuleFile, depth: Int) -> String? {
        guard depth < Self.maximumDepth else { return nil }
        switch index.definition(of: call.function, in: module) {
        case .value(let maker, let owner)?: return dialect(ofMaker: maker, owner, depth: depth + 1)
        case .function(let function, let owner)?: return dialect(ofResultOf: function, owner, depth: depth + 1)
        case .external(let name)?:
            if name == "builtins.next" || name == "builtins.anext" {
                return call.positional.first.flatMap { dialect(ofSession: $0, module, depth: depth + 1) }
            }
            return dialect(ofEngineIn: call, module)
        default: return nil
        }
    }

    /// `sessionmaker(bind=engine)`, `scoped_session(sessionmaker(engine))`.
    private func dialect(ofMaker maker: Syntax, _ module: ModuleFile, depth: Int) -> String? {
        guard depth < Self.maximumDepth, let call = CallExpression(maker.withoutParentheses) else { return nil }
        if let found = dialect(ofEngineIn: call, module) { return found }
        return call.positional.first.flatMap { dialect(ofMaker: $0, module, depth: depth + 1) }
    }

    // MARK: Engines

    private func dialect(ofEngineIn call: CallExpression, _ module: ModuleFile) -> String? {
        guard let engine = call.keyword("bind") ?? call.positional.first else { return nil }
        if let made = CallExpression(engine.withoutParentheses) { return dialect(ofEngine: made, module) }
        guard case .value(let value, let owner)? = index.definition(of: engine, in: module) else { return nil }
        return CallExpression(value.withoutParentheses).flatMap { dialect(ofEngine: $0, owner) }
    }

    private func dialect(ofEngine call: CallExpression, _ module: ModuleFile) -> String? {
        guard let name = call.functionName, ["create_engine", "create_async_engine"].contains(name),
            let url = call.keyword("url") ?? call.positional.first
        else { return nil }
        if let written = Self.dialect(inURL: url) { return written }
        guard case .value(let value, _)? = index.definition(of: url, in: module) else { return nil }
        return Self.dialect(inURL: value)
    }

    /// `sqlite` of `"sqlite+aiosqlite:///app.db"`; of an f-string, what stands before its first field.
    private static func dialect(inURL node: Syntax) -> String? {
        let node = node.withoutParentheses
        guard node.kind == .string || node.kind == .formattedString else { return nil }
        let text = node.text.drop { "frbuFRBU".contains($0) }.drop { $0 == "'" || $0 == "\"" }
        let scheme = text.prefix { $0.isLetter || $0.isNumber }
        guard let next = text.dropFirst(scheme.count).first, next == ":" || next == "+", !scheme.isEmpty else {
            return nil
        }
        return scheme.lowercased()
    }
}
