import PythonSemantics
import PythonSyntax

/// Finds the databases that a session may talk to, from the URLs of its engine: `sqlite`, `postgresql`, `mysql`.
///
/// A URL from the environment says nothing, but its default in the project does: some installation runs on that. Where the code names
/// none, the files beside it may (`SettingsFiles`).
public struct EngineDialect {
    private let model: FrameworkModel
    private static let maximumDepth = 8

    public init(_ model: FrameworkModel) { self.model = model }

    private var index: ProjectIndex { model.index }

    /// Empty if nothing is written. A session or an engine that nothing is known of may be any of the project's, Flask's included.
    public func dialects(of session: Syntax, in module: ModuleFile) -> Set<String> {
        let makers = SessionOrigin(model: model).makers(of: session, in: module)
        let known = makers.compactMap { dialects(ofEngineIn: $0.call, $0.module) }
        let found = known.isEmpty ? model.dialects : known.reduce(into: []) { $0.formUnion($1) }
        if known.contains(where: { !$0.isEmpty }) { return found }
        let settings = found.isEmpty ? SettingsFiles(index).dialects(near: module.path) : []
        return found.union(settings).union(model.dialectsOfURLs)
    }

    /// Those of all engines in the project, tests apart.
    func allDialects() -> Set<String> {
        let makers: Set<String> = ["create_engine", "create_async_engine"]
        let modules = model.productModules(containing: makers.sorted())
        return modules.reduce(into: dialectsOfFlask()) { found, module in
            let names = WordSet(makers.union(module.aliases(of: makers)))
            for call in module.nodes.calls(of: names).compactMap(CallExpression.init) {
                found.formUnion(dialects(ofEngine: call, module) ?? [])
            }
        }
    }

    /// The databases that need other fixes than most, if a string anywhere in the project, tests apart, is a URL of one: it is handed
    /// to an engine in some way that is not read.
    func dialectsOfURLs() -> Set<String> {
        model.productModules(containing: Self.startsOfURLs).reduce(into: []) { found, module in
            for text in module.nodes.all(.string) + module.nodes.all(.formattedString) {
                guard let named = Self.dialect(of: text), Self.unusual.contains(named), text.text.contains("://") else {
                    continue
                }
                found.insert(named)
            }
        }
    }

    private static let unusual: Set<String> = ["mariadb", "mysql", "sqlite"]
    static let startsOfURLs = unusual.sorted().flatMap { ["\($0):", "\($0)+"] }

    // MARK: Databases that lack something

    /// The name of a database whose keys are not held unique.
    public static func withoutKeys(_ dialects: Set<String>) -> String? {
        dialects.intersection([
            "athena", "awsathena", "bigquery", "clickhouse", "databricks", "hive", "impala", "presto", "redshift",
            "snowflake", "trino",
        ]).min()
    }

    /// The name of a database without savepoints.
    public static func withoutSavepoints(_ dialects: Set<String>) -> String? {
        dialects.contains("duckdb") ? "duckdb" : nil
    }

    // MARK: Engines

    /// Nil if the engine is not seen.
    private func dialects(ofEngineIn call: CallExpression, _ module: ModuleFile) -> Set<String>? {
        guard let engine = call.boundEngine else { return nil }
        if let made = CallExpression(engine.withoutParentheses) { return dialects(ofEngine: made, module) }
        guard case .value(let value, let owner)? = index.definition(of: engine, in: module) else { return nil }
        return CallExpression(value.withoutParentheses).flatMap { dialects(ofEngine: $0, owner) }
    }

    private func dialects(ofEngine call: CallExpression, _ module: ModuleFile) -> Set<String>? {
        guard makesEngine(call, module), let url = call.keyword("url") ?? call.positional.first else { return nil }
        return dialects(inURL: url, module, depth: 0)
    }

    /// Matches any imported name. A name that cannot be resolved may only prevent a fix.
    private func makesEngine(_ call: CallExpression, _ module: ModuleFile) -> Bool {
        if ["create_engine", "create_async_engine"].contains(call.functionName ?? "") { return true }
        return index.definition(of: call.function, in: module)?.externalName
            .map(SQLAlchemyNames.engineMakers.contains) ?? false
    }

    /// `app.config["SQLALCHEMY_DATABASE_URI"] = …`, a constant of a settings class, a keyword or an item of a dictionary.
    private func dialectsOfFlask() -> Set<String> {
        let setting = "SQLALCHEMY_DATABASE_URI"
        return model.productModules(containing: [setting]).reduce(into: []) { found, module in
            for node in module.tree.root.subtree {
                let name: String? =
                    switch node.kind {
                    case .dictionaryItem: node.child(.key)?.plainString
                    case .assignment, .annotatedAssignment: node.child(.target).flatMap(Self.setting)
                    default: CallArgument(node).keyword
                    }
                guard name == setting, let value = node.child(.value) else { continue }
                found.formUnion(dialects(inURL: value, module, depth: 0))
            }
        }
    }

    private static func setting(_ target: Syntax) -> String? {
        target.kind == .subscription ? target.child(.index)?.plainString : target.lastName
    }

    // MARK: URLs

    /// The schemes of all strings in an expression, names followed: of a default and of both arms of a conditional, too.
    private func dialects(inURL url: Syntax, _ module: ModuleFile, depth: Int) -> Set<String> {
        guard depth < Self.maximumDepth else { return [] }
        return url.subtree.reduce(into: []) { found, node in
            if let written = Self.dialect(of: node) { found.insert(written) }
            guard node.isDottedName, node.parent?.kind != .attribute,
                case .value(let value, let owner)? = index.definition(of: node, in: module)
            else { return }
            found.formUnion(dialects(inURL: value, owner, depth: depth + 1))
        }
    }

    /// `sqlite` in `"sqlite+aiosqlite:///app.db"`; for an f-string, only the text before its first field is used.
    private static func dialect(of node: Syntax) -> String? {
        guard node.kind == .string || node.kind == .formattedString else { return nil }
        let text = node.text.drop { "frbuFRBU".contains($0) }.drop { $0 == "'" || $0 == "\"" }
        let scheme = text.prefix { $0.isLetter || $0.isNumber }
        guard let next = text.dropFirst(scheme.count).first, next == ":" || next == "+", !scheme.isEmpty else {
            return nil
        }
        return scheme.lowercased()
    }
}
