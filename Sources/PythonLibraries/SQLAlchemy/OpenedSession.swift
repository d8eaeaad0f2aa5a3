import PythonSemantics
import PythonSyntax

/// What a call opens, followed through the project's factories, context managers and dependencies.
struct OpenedSession {
    /// Nil if more is done than to open and close: then only the same dependency opens the same.
    let binding: SessionBinding?
    /// Its end commits.
    let commits: Bool
    /// `async with`.
    let isAsync: Bool
    /// The dependency's function whose body runs: `get_db` of `contextmanager(get_db)()`.
    let dependency: Syntax?

    /// True if both open a session of one kind on one database, and do nothing else.
    func opensSame(as other: OpenedSession) -> Bool {
        if let dependency, dependency == other.dependency { return true }
        return binding.map { $0 == other.binding } ?? false
    }
}

/// What makes a session, with what it is given: equal for two calls that make sessions of one kind on one engine.
struct SessionBinding: Hashable {
    enum Part: Hashable {
        /// A value, function or class of the project, by its definition.
        case defined(Syntax)
        case external(String)
        case constant(String)
    }

    let maker: Part
    let arguments: [String: Part]

    /// Nil if an argument means nothing outside of the place.
    init?(maker: Part, _ call: CallExpression, in owner: ModuleFile, _ index: ProjectIndex) {
        var arguments: [String: Part] = [:]
        for (position, argument) in call.arguments.enumerated() {
            guard !argument.isUnpacked, let part = Self.part(argument.value, in: owner, index) else { return nil }
            arguments[argument.keyword ?? (position == 0 ? "bind" : String(position))] = part
        }
        self.maker = maker
        self.arguments = arguments
    }

    private static func part(_ expression: Syntax, in owner: ModuleFile, _ index: ProjectIndex) -> Part? {
        let node = expression.withoutParentheses
        if [.constant, .number, .string].contains(node.kind) { return .constant(node.compactText) }
        return index.definition(of: node, in: owner).flatMap { part($0, index) }
    }

    /// Names for a definition lead to it: `Session = SessionLocal`.
    static func part(_ definition: Definition, _ index: ProjectIndex, depth: Int = 0) -> Part? {
        switch definition {
        case .external(let name): return .external(name)
        case .function(let function, _): return .defined(function.node)
        case .type(let type, _): return .defined(type.node)
        case .module: return nil
        case .value(let value, let home):
            let value = value.withoutParentheses
            guard depth < 4, value.isDottedName, let next = index.definition(of: value, in: home) else {
                return .defined(value)
            }
            return part(next, index, depth: depth + 1)
        }
    }
}
