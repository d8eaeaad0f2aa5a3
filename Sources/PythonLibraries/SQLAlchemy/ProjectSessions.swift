import PythonSemantics
import PythonSyntax

/// What the sessions of a project may be like, for those that nothing else is known of.
struct ProjectSessions: Sendable {
    let mayTurnOffAutoflush: Bool
    let unusualIsolation: Syntax?
    let dialects: Set<String>

    init(_ model: FrameworkModel) {
        model.index.lookUp([
            "autoflush", "isolation_level", "sessionmaker", "Session(", "create_engine", "create_async_engine",
            "SQLALCHEMY_DATABASE_URI",
        ])
        mayTurnOffAutoflush = SessionAutoflush.isTurnedOff(inProjectOf: model)
        unusualIsolation = EngineIsolation(model).unusualLevel()
        dialects = EngineDialect(model).allDialects()
    }
}

/// The calls that make sessions and their factories, anywhere in a project.
struct MakersOfSessions: Sendable {
    let calls: [(call: CallExpression, module: ModuleFile)]

    init(_ model: FrameworkModel) {
        calls = model.modules(mentioning: ["sessionmaker", "Session("]).flatMap { module in
            module.tree.root.subtree.compactMap(CallExpression.init).filter { call in
                guard call.function.isDottedName else { return false }
                return model.index.definition(of: call.function, in: module)?.externalName
                    .map(SQLAlchemyNames.makersOfSessions.contains) ?? false
            }.map { ($0, module) }
        }
    }
}
