import PythonSemantics
import PythonSyntax

/// `@event.listens_for(Session, "before_flush")`, `event.listen(engine, "connect", prepare)`
public struct EventListener: Sendable {
    /// The decorator or call that registers it.
    public let node: Syntax
    /// The event's name, nil if it is computed.
    public let event: String?
    /// What it listens to: a class, a session, an engine.
    public let target: Syntax?
    public let module: ModuleFile

    private static let registering: WordSet = ["listen", "listens_for"]

    /// The listeners of a module of the project. An object that nothing is known of counts if an event is named: it may be
    /// SQLAlchemy's.
    public static func all(in module: ModuleFile, _ index: ProjectIndex) -> [EventListener] {
        module.nodes.calls(of: registering).compactMap(CallExpression.init).compactMap { call in
            let event = call.argument("identifier", at: 1)?.plainString
            let name = index.definition(of: call.function, in: module)?.externalName
            guard name.map(isSQLAlchemys) ?? (event != nil) else { return nil }
            return EventListener(
                node: call.node, event: event, target: call.argument("target", at: 0), module: module)
        }
    }

    /// Flask's extension hands SQLAlchemy's functions on: `db.event.listen(…)`.
    private static func isSQLAlchemys(_ name: String) -> Bool {
        name.hasPrefix("sqlalchemy.") || name.hasPrefix("flask_sqlalchemy.")
    }

    /// The function that is called, nil if it is not seen.
    func handler(_ index: ProjectIndex) -> (function: Syntax, module: ModuleFile)? {
        if let function = node.parent?.parent, function.kind == .functionDefinition { return (function, module) }
        guard let named = CallExpression(node)?.argument("fn", at: 2) else { return nil }
        if named.kind == .lambda { return (named, module) }
        guard case .function(let function, let home)? = index.definition(of: named, in: module) else { return nil }
        return (function.node, home)
    }
}
