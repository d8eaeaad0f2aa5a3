import PythonSemantics
import PythonSyntax

/// What the sessions of a project may be like, for those that nothing else is known of. Each is worked out when the
/// first place asks.
struct ProjectSessions {
    private let model: FrameworkModel

    init(_ model: FrameworkModel) { self.model = model }

    private struct Autoflush: Sendable {
        let mayBeOff: Bool
    }

    private struct Isolation: Sendable {
        let unusual: Syntax?
    }

    private struct Dialects: Sendable {
        let names: Set<String>
    }

    private struct URLs: Sendable {
        let names: Set<String>
    }

    private struct Makers: Sendable {
        let calls: [(call: CallExpression, module: ModuleFile)]
    }

    var mayTurnOffAutoflush: Bool {
        model.index.fact { Autoflush(mayBeOff: SessionAutoflush.isTurnedOff(inProjectOf: model)) }.mayBeOff
    }

    var unusualIsolation: Syntax? {
        model.index.fact { Isolation(unusual: EngineIsolation(model).unusualLevel()) }.unusual
    }

    var dialects: Set<String> { model.index.fact { Dialects(names: EngineDialect(model).allDialects()) }.names }

    var dialectsOfURLs: Set<String> {
        model.index.fact { URLs(names: EngineDialect(model).dialectsOfURLs()) }.names
    }

    /// The calls that make sessions and their factories, tests apart.
    var makers: [(call: CallExpression, module: ModuleFile)] {
        model.index.fact { Makers(calls: allMakers()) }.calls
    }

    private func allMakers() -> [(call: CallExpression, module: ModuleFile)] {
        model.productModules(containing: ["sessionmaker", "Session(", "Session as "]).flatMap { module in
            module.nodes.all(.call).compactMap(CallExpression.init).filter { call in
                guard call.function.isDottedName else { return false }
                return model.index.definition(of: call.function, in: module)?.externalName
                    .map(SQLAlchemyNames.makersOfSessions.contains) ?? false
            }.map { ($0, module) }
        }
    }
}
