import PythonSyntax

/// Everything that is known about the flow of one function, class body or module: its graph, the values of its names, which
/// expressions are one object, and what tests say about them. Worked out when it is asked for, and once.
public final class FunctionFlow {
    public let graph: FlowGraph
    public private(set) lazy var definitions = Definitions(graph)
    public private(set) lazy var identities = Identities(definitions)
    public private(set) lazy var facts = Facts(identities)

    private var analyses: [ObjectIdentifier: Any] = [:]

    /// An analysis of a caller's own, made once for the function.
    public func analysis<Analysis>(_ make: () -> Analysis) -> Analysis {
        let key = ObjectIdentifier(Analysis.self)
        if let known = analyses[key] as? Analysis { return known }
        let new = make()
        analyses[key] = new
        return new
    }

    public init(_ graph: FlowGraph) { self.graph = graph }
}
