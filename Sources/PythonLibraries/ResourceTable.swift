import PythonSemantics
import PythonSyntax

/// What is known of one kind of resource: files, sessions, connections, locks, temporary folders. Escape analysis asks it what
/// methods and calls leave behind of a value.
public struct ResourceTable: Sendable {
    /// The method that ends its life.
    public let closing: String
    /// Attributes that are data, and keep nothing of it.
    public let data: Set<String>
    /// Methods whose result goes on using it.
    public let dependent: Set<String>
    /// Methods whose result is the resource again.
    public let same: Set<String>
    /// What a call does with it among its arguments. The keyword is that of the argument.
    public let use: @Sendable (_ call: CallExpression, _ keyword: String?, _ model: SemanticModel) -> ArgumentUse

    public init(
        closing: String, data: Set<String> = [], dependent: Set<String> = [], same: Set<String> = [],
        use: @escaping @Sendable (CallExpression, String?, SemanticModel) -> ArgumentUse
    ) {
        self.closing = closing
        self.data = data
        self.dependent = dependent
        self.same = same
        self.use = use
    }
}
