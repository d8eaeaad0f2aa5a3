import PythonSyntax

/// All flow analyses of one function, class body or module: its graph, the values of its names, which expressions are
/// the same object, and the facts that tests establish. Each is computed on first use and cached.
public final class FunctionFlow {
    public let graph: FlowGraph
    public private(set) lazy var definitions = Definitions(graph)
    public private(set) lazy var identities = Identities(definitions)
    public private(set) lazy var facts = Facts(identities)

    private var analyses: [ObjectIdentifier: Any] = [:]

    /// A caller's own analysis, cached for the function.
    public func analysis<Analysis>(_ make: () -> Analysis) -> Analysis {
        let key = ObjectIdentifier(Analysis.self)
        if let known = analyses[key] as? Analysis { return known }
        let new = make()
        analyses[key] = new
        return new
    }

    /// Drops what `analysis` made: an analysis may hold the flow that keeps it.
    public func forget() { analyses = [:] }

    public init(_ graph: FlowGraph) { self.graph = graph }
}
