import PythonSyntax

/// What has been worked out of functions, classes and suites, each once for all that ask. Used by one thread.
public final class AnalysisCache {
    private struct Key: Hashable {
        let node: Syntax
        let type: ObjectIdentifier
    }

    private var known: [Key: Any] = [:]

    public init() {}

    /// The analysis of a type for a node, made on first use.
    public func analysis<Analysis>(of node: Syntax, _ make: () -> Analysis) -> Analysis {
        let key = Key(node: node, type: ObjectIdentifier(Analysis.self))
        if let found = known[key] as? Analysis { return found }
        let new = make()
        known[key] = new
        return new
    }

    /// Drops everything: an analysis may hold the object that keeps this cache.
    func forget() { known = [:] }
}
