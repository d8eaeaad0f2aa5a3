import PythonSyntax

/// Everything that is known about the flow of one function, class body or module: its graph, the values of its names, which
/// expressions are one object, and what tests say about them. Worked out when it is asked for, and once.
public final class FunctionFlow {
    public let graph: FlowGraph
    public private(set) lazy var definitions = Definitions(graph)
    public private(set) lazy var identities = Identities(definitions)
    public private(set) lazy var facts = Facts(identities)

    public init(_ graph: FlowGraph) { self.graph = graph }
}
