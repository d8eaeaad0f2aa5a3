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
        let levels = model.productModules(containing: ["isolation_level", "transaction_isolation="]).lazy
            .compactMap { Self.levels(in: $0.tree.root).first { !Self.readsCommitted($0) } }
        if levels.isEmpty { return nil }
        if let level = levels.first(where: isOfFlask) { return level }
        return model.makersOfSessions.lazy.compactMap { level(of: $0.call, $0.module) }
            .first { !Self.readsCommitted($0) }
    }

    /// `SQLALCHEMY_ENGINE_OPTIONS = {"isolation_level": …}`, `SQLAlchemy(engine_options={…})`
    private func isOfFlask(_ level: Syntax) -> Bool {
        let names: Set<String> = ["SQLALCHEMY_ENGINE_OPTIONS", "engine_options"]
        return level.ancestors.contains { node in
            let name: String? =
                switch node.kind {
                case .dictionaryItem: node.child(.key)?.plainString
                case .assignment, .annotatedAssignment:
                    node.child(.target).flatMap { $0.child(.index)?.plainString ?? $0.lastName }
                default: CallArgument(node).keyword
                }
            return name.map(names.contains) ?? false
        }
    }

    /// The value of a level that an expression or a function names anywhere.
    public static func level(in node: Syntax) -> Syntax? { levels(in: node).first { _ in true } }

    private static func levels(in node: Syntax) -> some Sequence<Syntax> {
        node.subtree.lazy.compactMap { part in
            // `connect_args={"options": "-c default_transaction_isolation=serializable"}`
            if part.plainString?.contains("transaction_isolation=") ?? false { return part }
            let name = part.kind == .dictionaryItem ? part.child(.key)?.plainString : CallArgument(part).keyword
            return name == "isolation_level" ? part.child(.value) : nil
        }
    }

    /// True if each statement sees what others have committed, and a transaction is begun: a savepoint works, and what a lookup after
    /// it finds is new.
    public static func readsCommitted(_ level: Syntax) -> Bool {
        let text = level.plainString?.split(separator: "=").last
        let words = text?.uppercased().split { " _\\".contains($0) }.joined(separator: " ")
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
        if let found = Self.level(in: node) ?? level(inOptionsOf: node, module) { return found }
        if let object = CallExpression(node)?.receiver { return level(ofEngine: object, module, depth: depth + 1) }
        guard case .value(let value, let owner)? = index.definition(of: node, in: module) else { return nil }
        return level(ofEngine: value, owner, depth: depth + 1)
    }

    /// `create_engine(url, **OPTIONS)`, `create_engine(url, execution_options=OPTIONS)`
    private func level(inOptionsOf engine: Syntax, _ module: ModuleFile) -> Syntax? {
        let options = CallExpression(engine)?.arguments.filter { $0.isUnpacked || $0.keyword != nil }.map(\.value)
        return options?.lazy.compactMap { option -> Syntax? in
            guard option.isDottedName, case .value(let value, _)? = index.definition(of: option, in: module) else {
                return nil
            }
            return Self.level(in: value)
        }.first
    }
}
