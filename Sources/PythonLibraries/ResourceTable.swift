import PythonSemantics
import PythonSyntax

/// What is known about one kind of resource: files, sessions, connections, locks, temporary folders. Escape analysis
/// uses it to decide what methods and calls do with the resource.
public struct ResourceTable: Sendable {
    /// The method that closes it.
    public let closing: String
    /// Attributes that are plain data and keep no reference to it.
    public let data: Set<String>
    /// Methods whose result continues to use it.
    public let dependent: Set<String>
    /// Methods that return the resource itself.
    public let same: Set<String>
    /// What a call does with the resource as an argument; `keyword` is that argument's.
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
