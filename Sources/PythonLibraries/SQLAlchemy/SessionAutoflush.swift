import PythonSemantics
import PythonSyntax

/// Tells whether a session sends what waits in it before each query: SQLAlchemy's default, unless `autoflush` is turned off.
public struct SessionAutoflush {
    private let model: FrameworkModel

    public init(_ model: FrameworkModel) { self.model = model }

    /// True if the session's maker turns it off, or may do so. Of a session that nothing is known of, any maker in the project decides.
    public func mayBeOff(_ session: Syntax, in module: ModuleFile) -> Bool {
        let origin = SessionOrigin(model: model)
        if let opening = origin.call(giving: session, in: module), Self.mayTurnOff(opening) { return true }
        let makers = origin.makers(of: session, in: module)
        return makers.isEmpty ? model.mayTurnOffAutoflush : makers.contains { Self.mayTurnOff($0.call) }
    }

    /// True if a call anywhere in the project turns it off.
    static func isTurnedOff(inProjectOf model: FrameworkModel) -> Bool {
        model.modules(containing: ["autoflush"]).contains { module in
            module.tree.root.subtree.contains { isOff($0) }
        }
    }

    private static func mayTurnOff(_ call: CallExpression) -> Bool {
        call.hasUnpacking || call.node.subtree.contains { isOff($0) }
    }

    /// `autoflush=False`, `{"autoflush": False}`, and any value that is not written as `True`.
    private static func isOff(_ node: Syntax) -> Bool {
        let name = node.kind == .dictionaryItem ? node.child(.key)?.plainString : CallArgument(node).keyword
        guard name == "autoflush", let value = node.child(.value) else { return false }
        return !value.isTrue
    }
}
