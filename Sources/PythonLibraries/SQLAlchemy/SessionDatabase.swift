import PythonSemantics
import PythonSyntax

/// Tells whether two sessions talk to one database: whether one factory, or one engine, makes them.
public struct SessionDatabase {
    private let model: FrameworkModel

    public init(_ model: FrameworkModel) { self.model = model }

    /// False where it is not known of either.
    public func isSame(_ left: Syntax, in owner: ModuleFile, _ right: Syntax, in other: ModuleFile) -> Bool {
        guard let one = source(of: left, in: owner), let two = source(of: right, in: other) else { return false }
        return one.node == two.node && one.module == two.module
    }

    /// The factory's own call; of a constructor the engine that it is given.
    private func source(of session: Syntax, in owner: ModuleFile) -> (node: Syntax, module: ModuleFile)? {
        guard let maker = SessionOrigin(model: model).makers(of: session, in: owner).last else { return nil }
        let name = model.index.definition(of: maker.call.function, in: maker.module)?.externalName ?? ""
        guard SQLAlchemyNames.syncSessions.union(SQLAlchemyNames.asyncSessions).contains(name) else {
            return (maker.call.node, maker.module)
        }
        guard let engine = maker.call.boundEngine,
            case .value(let value, let home)? = model.index.definition(of: engine, in: maker.module)
        else { return nil }
        return (value, home)
    }
}
