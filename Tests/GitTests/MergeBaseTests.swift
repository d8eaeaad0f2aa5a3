import FileSystem
import Git
import TestSupport
import Testing

@Suite struct MergeBaseTests {
    /// Histories with many merges, some of them across: the answer is one of git's.
    @Test(arguments: 1...4) func theAnswerIsOneOfGits(_ seed: UInt64) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("a", "")
        try scratch.commit("Root")
        var random = Generator(state: seed)
        let tree = try scratch.git("rev-parse", "HEAD^{tree}").trimmed
        var commits = [try scratch.git("rev-parse", "HEAD").trimmed, try commit(scratch, tree, [], 0)]
        for number in 1...30 {
            let recent = commits.suffix(6)
            let parents = (0..<Int.random(in: 1...3, using: &random)).compactMap { _ in
                recent.randomElement(using: &random)
            }
            // Clocks differ: some commits are older than their parents.
            let time = number * 100 - Int.random(in: 0...250, using: &random)
            commits.append(try commit(scratch, tree, Array(Set(parents)), time))
        }
        let repository = try #require(try Repository.discover(from: Path(scratch.path)))
        for _ in 0..<40 {
            let (one, other) = (commits.randomElement(using: &random)!, commits.randomElement(using: &random)!)
            let expected = try scratch.run("/usr/bin/env", ["git", "merge-base", "--all", one, other]).output
            let (first, second) = (try repository.commit(at: one), try repository.commit(at: other))
            if expected.isEmpty {
                #expect(throws: GitError.self) { try repository.mergeBase(of: first, and: second) }
            } else {
                let base = try repository.mergeBase(of: first, and: second).description
                #expect(expected.split(separator: "\n").contains { $0 == base }, "\(one) \(other)")
            }
        }
    }

    private func commit(_ scratch: Scratch, _ tree: String, _ parents: [String], _ time: Int) throws -> String {
        let date = "@\(1_700_000_000 + time) +0000"
        return try scratch.run(
            "/usr/bin/env", ["git", "commit-tree", tree, "-m", "\(time)"] + parents.flatMap { ["-p", $0] },
            environment: ["GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date]
        ).output.trimmed
    }

    /// The same numbers in every run.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ (state >> 29)
        }
    }

    @Test(arguments: [
        ("a\nb\nc\n", "a\nb\nc\n", [1, 2, 3]), ("a\nb\nc", "x\na\nc", [nil, 1, 3]), ("", "a\nb\n", [nil, nil]),
        ("a\nb\n", "", []), ("a\nb\nc\n", "a\n    b\nd\n", [1, nil, nil]), ("a\nc\n", "a\nb\nc\n", [1, nil, 2]),
    ])
    func keptLinesAreThoseOfBoth(_ old: String, _ new: String, _ origins: [Int?]) throws {
        let kept = try KeptLines(Array(old.utf8), Array(new.utf8))
        #expect(origins.indices.map { kept.origin(of: $0 + 1) } == origins)
        #expect(kept.origin(of: origins.count + 1) == nil)
    }

    @Test func indentationCanBeIgnored() throws {
        let kept = try KeptLines(Array("a\nb\n".utf8), Array("x\n    a\n    b\n".utf8), ignoringSpace: true)
        #expect((1...3).map { kept.origin(of: $0) } == [nil, 1, 2])
    }
}

extension String {
    fileprivate var trimmed: String { String(prefix { $0 != "\n" }) }
}
