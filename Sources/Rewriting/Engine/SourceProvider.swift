/// Where a run's files come from: a working tree, a commit, standard input.
public protocol SourceProvider: Sendable {
    /// The paths of the run, sorted, each once.
    var paths: [String] { get }

    /// Every Python file of the project the run is part of, sorted: where imports are looked up.
    var projectPaths: [String] { get }

    /// The bytes of a file. Called from several threads.
    func bytes(at path: String) throws(SkipReason) -> [UInt8]

    /// True for a file that the user named: it is parsed in any case, and what is wrong with it is an error.
    func isNamed(_ path: String) -> Bool
}

extension SourceProvider {
    public var projectPaths: [String] { paths }

    public func isNamed(_ path: String) -> Bool { false }
}
