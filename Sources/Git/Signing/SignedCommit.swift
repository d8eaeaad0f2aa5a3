/// The text of a commit object, with a signature and without one.
enum SignedCommit {
    /// Adds a signature as the last header. Continuation lines begin with a space.
    ///
    /// - Parameter signature: ends with a line feed.
    static func text(of commit: [UInt8], signature: [UInt8]) -> [UInt8] {
        let end = endOfHeaders(of: commit)
        let lines = signature.split(separator: lineFeed, omittingEmptySubsequences: false).dropLast()
        let header = Array("gpgsig".utf8) + lines.flatMap { [UInt8(ascii: " ")] + $0 + [lineFeed] }
        return commit[..<end] + header + commit[end...]
    }

    /// The committer's name and email address, without the date.
    static func committer(of commit: [UInt8]) -> [UInt8] {
        let prefix = Array("committer ".utf8)
        let headers = commit[..<endOfHeaders(of: commit)].split(separator: lineFeed)
        guard let line = headers.last(where: { $0.starts(with: prefix) }),
            let bracket = line.lastIndex(of: UInt8(ascii: ">"))
        else { return [] }
        return Array(line[...bracket].dropFirst(prefix.count))
    }

    /// A signer's output as git stores it: up to a NUL, without carriage returns.
    static func stored(_ output: [UInt8]) -> [UInt8] { output.prefix { $0 != 0 }.filter { $0 != UInt8(ascii: "\r") } }

    /// The place of the empty line.
    private static func endOfHeaders(of commit: [UInt8]) -> Int {
        let line = zip(commit, commit.dropFirst()).enumerated().first { $1.0 == lineFeed && $1.1 == lineFeed }
        return line.map { $0.offset + 1 } ?? commit.count
    }

    private static let lineFeed = UInt8(ascii: "\n")
}
