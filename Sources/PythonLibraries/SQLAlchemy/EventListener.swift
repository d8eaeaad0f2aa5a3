import PythonSemantics
import PythonSyntax

/// `@event.listens_for(Session, "before_flush")`, `event.listen(engine, "connect", prepare)`
public struct EventListener {
    /// The decorator or call that registers it.
    public let node: Syntax
    /// The event's name, nil if it is computed.
    public let event: String?

    private static let registering: WordSet = ["listen", "listens_for"]

    /// The listeners of a module of the project. An object that nothing is known of counts if an event is named: it may be
    /// SQLAlchemy's.
    public static func all(in module: ModuleFile, _ index: ProjectIndex) -> [EventListener] {
        module.nodes.calls(of: registering).compactMap(CallExpression.init).compactMap { call in
            let event = call.argument("identifier", at: 1)?.plainString
            let name = index.definition(of: call.function, in: module)?.externalName
            guard name?.hasPrefix("sqlalchemy.") ?? (event != nil) else { return nil }
            return EventListener(node: call.node, event: event)
        }
    }
}
