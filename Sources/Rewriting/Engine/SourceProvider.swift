/// Where a run's files come from: a working tree, a commit, standard input.
public protocol SourceProvider: Sendable {
    /// The paths of the run, sorted, each once.
    var paths: [String] { get }

    /// The bytes of a file. Called from several threads.
    func bytes(at path: String) throws(SkipReason) -> [UInt8]
}
