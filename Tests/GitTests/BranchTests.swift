import FileSystem
import Foundation
import Git
import TestSupport
import Testing

/// Branch writing, checked with the real git.
@Suite struct BranchTests {
    private func repository() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("a.py", "a = 1\n")
        try scratch.write("bin/run.py", "b = 1\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/bin/run.py")
        try scratch.commit("first")
        return scratch
    }

    private func plan(_ text: String, _ path: Path = "a.py") -> CommitPlan {
        CommitPlan(message: "Change \(path)\n\nBecause.\n", files: [.init(path: path, bytes: Array(text.utf8))])
    }

    private func open(_ scratch: Scratch) throws -> Repository {
        try #require(try Repository.discover(from: Path(scratch.path)))
    }

    @Test func leavesWorkTreeIndexAndHeadAlone() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.write("a.py", "edited\n")
        try scratch.write("staged.py", "s\n")
        try scratch.git("add", "staged.py")
        try scratch.write("untracked.py", "u\n")
        let before = try (
            scratch.git("status", "--porcelain=v2", "--branch"),
            FileManager.default.contents(atPath: scratch.path + "/.git/index")
        )
        let repository = try open(scratch)
        let tip = try repository.tip(ofBranch: "fix/a", base: nil)
        let commits = try repository.append(
            [plan("a = 2\n"), plan("b = 2\n", "bin/run.py")], to: tip, by: repository.identities(),
            reflogMessage: "redline: test")
        #expect(commits.count == 2)
        let after = try (
            scratch.git("status", "--porcelain=v2", "--branch"),
            FileManager.default.contents(atPath: scratch.path + "/.git/index")
        )
        #expect(before == after)
        #expect(scratch.read("a.py") == "edited\n")
        #expect(try scratch.git("show", "fix/a:a.py") == "a = 2\n")
        #expect(try scratch.git("ls-tree", "fix/a", "bin/run.py").hasPrefix("100755"))
        #expect(
            try scratch.git("log", "--format=%an %ae %s", "main..fix/a")
                == "Ada ada@example.com Change bin/run.py\nAda ada@example.com Change a.py\n")
        #expect(try scratch.git("reflog", "fix/a").contains("redline: test"))
        #expect(try scratch.git("fsck", "--strict", "--full") == "")
    }

    @Test func growsABranchFromItsTip() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let repository = try open(scratch)
        _ = try repository.append(
            [plan("a = 2\n")], to: repository.tip(ofBranch: "fix", base: nil), by: repository.identities(),
            reflogMessage: "redline")
        let tip = try repository.tip(ofBranch: "fix", base: nil)
        #expect(!tip.isNew)
        _ = try repository.append([plan("a = 3\n")], to: tip, by: repository.identities(), reflogMessage: "redline")
        #expect(try scratch.git("rev-list", "--count", "main..fix") == "2\n")
        #expect(throws: GitError.self) { try repository.tip(ofBranch: "fix", base: "main") }
    }

    @Test func losesARaceWithoutLosingACommit() async throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let path = scratch.path
        let tip = try open(scratch).tip(ofBranch: "race", base: nil)
        let results = await withTaskGroup(of: GitError.Kind?.self) { group in
            for number in 0..<30 {
                group.addTask {
                    do throws(GitError) {
                        guard let repository = try Repository.discover(from: Path(path)) else { return .other }
                        let plan = CommitPlan(
                            message: "n\(number)\n", files: [.init(path: "a.py", bytes: [UInt8(number + 40)])])
                        _ = try repository.append([plan], to: tip, by: repository.identities(), reflogMessage: "race")
                        return nil
                    } catch {
                        return error.kind
                    }
                }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(results.filter { $0 == nil }.count == 1)
        #expect(results.compactMap { $0 }.allSatisfy { $0 == .raceLost || $0 == .locked })
        #expect(try scratch.git("rev-list", "--count", "main..race") == "1\n")
        #expect(try scratch.git("fsck", "--strict").contains("error") == false)
    }

    @Test func refusesCheckedOutBranches() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.git("branch", "elsewhere")
        try scratch.git("worktree", "add", "--quiet", scratch.path + "/.linked", "elsewhere")
        for name in ["main", "elsewhere"] {
            let error = try #require(throws: GitError.self) { try open(scratch).tip(ofBranch: name, base: nil) }
            #expect(error.kind == .checkedOut, "\(name)")
        }
    }

    @Test(arguments: ["-x", "HEAD", "a..b", "", "a b", "x.lock"])
    func refusesInvalidNames(_ name: String) throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let error = try #require(throws: GitError.self) { try open(scratch).tip(ofBranch: name, base: nil) }
        #expect(error.kind == .invalidName)
    }

    @Test func refusesFailedSignersReplacementsAndUnbornHeads() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let repository = try open(scratch)
        try scratch.git("config", "commit.gpgsign", "true")
        try scratch.git("config", "gpg.program", "false")
        let tip = try repository.tip(ofBranch: "x", base: nil)
        let signing = try #require(throws: GitError.self) {
            try repository.append([plan("2")], to: tip, by: repository.identities(), reflogMessage: "r")
        }
        #expect(signing.kind == .signingFailed && signing.message.contains("exit code 1"))
        try scratch.git("config", "commit.gpgsign", "false")
        try scratch.commit("second")
        try scratch.git("replace", "HEAD", "HEAD~1")
        let replaced = try #require(throws: GitError.self) { try repository.tip(ofBranch: "x", base: nil) }
        #expect(replaced.kind == .replacedObjects)
        let empty = try Scratch()
        defer { empty.remove() }
        try empty.initialize()
        let unborn = try #require(throws: GitError.self) { try open(empty).tip(ofBranch: "x", base: nil) }
        #expect(unborn.message.contains("no commits yet"))
    }

    @Test func namesWhatItCannotOpen() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        #expect(try Repository.discover(from: Path(scratch.path)) == nil)
        try scratch.git("init", "--quiet", "--object-format=sha256")
        let error = try #require(throws: GitError.self) { try Repository.discover(from: Path(scratch.path)) }
        #expect(error.kind == .unknownFormat, "\(error)")
    }
}
