import PythonSemantics
import PythonSyntax

/// Finds the isolation level that a session's engine is given where it is made: `isolation_level="AUTOCOMMIT"`,
/// `execution_options={"isolation_level": "SERIALIZABLE"}`.
public struct EngineIsolation {
    private let model: FrameworkModel

    public init(_ model: FrameworkModel) { self.model = model }

    private var index: ProjectIndex { model.index }

    /// The value that is written, nil if there is none: most databases commit each transaction and read what others committed.
    ///
    /// A session that nothing is known of may come from any factory of the project: one that does not read what others commit decides.
    public func level(of session: Syntax, in module: ModuleFile) -> Syntax? {
        let makers = SessionOrigin(model: model).makers(of: session, in: module)
        if makers.isEmpty { return model.unusualIsolation }
        return makers.lazy.compactMap { level(of: $0.call, $0.module) }.first
    }

    private func level(of maker: CallExpression, _ module: ModuleFile) -> Syntax? {
        Self.level(in: maker.node) ?? level(ofEngineIn: maker, module, depth: 0)
    }

    /// A level of an engine with sessions, anywhere in the project, at which a lookup does not read what others commit.
    func unusualLevel() -> Syntax? {
        let levels = model.modules(containing: ["isolation_level"]).lazy.filter { !$0.isTest }
            .compactMap { Self.levels(in: $0.tree.root).first { !Self.readsCommitted($0) } }
        if levels.isEmpty { return nil }
        return model.makersOfSessions.lazy.compactMap { level(of: $0.call, $0.module) }
            .first { !Self.readsCommitted($0) }
    }

    /// The value of a level that an expression or a function names anywhere.
    public static func level(in node: Syntax) -> Syntax? { levels(in: node).first { _ in true } }

    private static func levels(in node: Syntax) -> some Sequence<Syntax> {
        node.subtree.lazy.compactMap { part in
            let name = part.kind == .dictionaryItem ? part.child(.key)?.plainString : CallArgument(part).keyword
            return name == "isolation_level" ? part.child(.value) : nil
        }
    }

    /// True if each statement sees what others have committed, and a transaction is begun: a savepoint works, and what a lookup after
    /// it finds is new.
    public static func readsCommitted(_ level: Syntax) -> Bool {
        let words = level.plainString?.uppercased().split { $0 == " " || $0 == "_" }.joined(separator: " ")
        return words == "READ COMMITTED" || words == "READ UNCOMMITTED"
    }

    private func level(ofEngineIn call: CallExpression, _ module: ModuleFile, depth: Int) -> Syntax? {
        guard depth < 6, let engine = call.boundEngine else { return nil }
        return level(ofEngine: engine, module, depth: depth)
    }

    /// `create_engine(…)`, or `engine.execution_options(…)` of another one, whatever names they have.
    private func level(ofEngine engine: Syntax, _ module: ModuleFile, depth: Int) -> Syntax? {
        guard depth < 6 else { return nil }
        let node = engine.withoutParentheses
        if let found = Self.level(in: node) { return found }
        if let object = CallExpression(node)?.receiver { return level(ofEngine: object, module, depth: depth + 1) }
        guard case .value(let value, let owner)? = index.definition(of: node, in: module) else { return nil }
        return level(ofEngine: value, owner, depth: depth + 1)
    }
}
