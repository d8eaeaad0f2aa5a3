import PythonSyntax

/// All flow analyses of one function, class body or module: its graph, the values of its names, which expressions are
/// the same object, and the facts that tests establish. Each is computed on first use and cached.
public final class FunctionFlow {
    public let graph: FlowGraph
    public private(set) lazy var definitions = Definitions(graph)
    public private(set) lazy var identities = Identities(definitions)
    public private(set) lazy var facts = Facts(identities)

    private let analyses = AnalysisCache()

    /// A caller's own analysis, cached for the function.
    public func analysis<Analysis>(_ make: () -> Analysis) -> Analysis { analyses.analysis(of: graph.owner, make) }

    /// Drops what `analysis` made: an analysis may hold the flow that keeps it.
    public func forget() { analyses.forget() }

    public init(_ graph: FlowGraph) { self.graph = graph }
}
