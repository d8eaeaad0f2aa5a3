import FileSystem
import Foundation
import Git
import TestSupport
import Testing

@Suite struct WorkTreeTests {
    private func repository() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write(".gitignore", "ignored/\n*.gen.py\n!keep.gen.py\n")
        try scratch.write("sub/.gitignore", "local.py\n")
        for name in ["a.py", "deleted.py", "sub/b.py", "tracked.gen.py", "ü n.py"] { try scratch.write(name, "1\n") }
        try scratch.git("add", "--all", "--force")
        try scratch.commit("first")
        for name in ["ignored/x.py", "x.gen.py", "keep.gen.py", "sub/local.py", "new/deep/c.py"] {
            try scratch.write(name, "2\n")
        }
        try scratch.write(".git/info/exclude", "excluded.py\n")
        try scratch.write("excluded.py", "3\n")
        try FileManager.default.removeItem(atPath: scratch.path + "/deleted.py")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link.py", withDestinationPath: "a.py")
        return scratch
    }

    private func states(_ scratch: Scratch) throws -> WorkTreeStates {
        try WorkTreeStates(of: #require(try Repository.discover(from: Path(scratch.path))))
    }

    @Test func tellsTheStateOfAFile() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.write("a.py", "changed\n")
        try scratch.write("sub/b.py", "staged\n")
        try scratch.git("add", "sub/b.py")
        try scratch.write("e.py", "1\n")
        try scratch.git("add", "e.py")
        let states = try states(scratch)
        let expected: [(Path, WorkTreeState)] = [
            ("a.py", .changed), ("sub/b.py", .staged), ("e.py", .staged), ("tracked.gen.py", .committed),
            ("ü n.py", .committed), ("new/deep/c.py", .untracked), ("x.gen.py", .ignored), ("ignored/x.py", .ignored),
            ("sub/local.py", .ignored), ("excluded.py", .ignored), ("deleted.py", .changed),
            ("keep.gen.py", .untracked),
        ]
        for (path, state) in expected { #expect(try states.state(of: path) == state, "\(path)") }
    }

    /// The flags in the index that make git ignore a file.
    @Test func tellsWhatGitDoesNotLookAt() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.git("update-index", "--assume-unchanged", "a.py")
        try scratch.git("update-index", "--skip-worktree", "sub/b.py")
        let states = try states(scratch)
        #expect(try states.state(of: "a.py") == .assumedUnchanged)
        #expect(try states.state(of: "sub/b.py") == .skipWorktree)
    }

    /// Line endings that git converts are not a change; a mode is one if git tracks modes.
    @Test func comparesAsGitDoes() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.git("config", "core.autocrlf", "true")
        try scratch.write("a.py", "1\r\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: scratch.path + "/sub/b.py")
        #expect(try states(scratch).state(of: "a.py") == .committed)
        #expect(try states(scratch).state(of: "sub/b.py") == .changed)
        try scratch.git("config", "core.filemode", "false")
        #expect(try states(scratch).state(of: "sub/b.py") == .committed)
    }

    @Test func tellsTwinsApart() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.git("config", "core.ignorecase", "true")
        try scratch.write("caf\u{E9}.py", "1\n")
        try scratch.write("A.py", "2\n")
        try scratch.git("-c", "core.ignorecase=false", "add", "caf\u{E9}.py")
        try scratch.write("cafe\u{301}.py", "1\n")
        let states = try states(scratch)
        #expect(try states.state(of: "caf\u{E9}.py") == .staged)
        #expect(try states.state(of: "cafe\u{301}.py") == .untracked)
        #expect(try states.state(of: "a.py") == .committed)
        #expect(try states.state(of: "A.py") != .committed)
    }

    @Test func readsTheFilesOfACommit() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let repository = try #require(try Repository.discover(from: Path(scratch.path)))
        let files = try repository.files(at: repository.commit(at: "HEAD"), endingIn: [".py"])
        #expect(files.map(\.path) == ["a.py", "deleted.py", "sub/b.py", "tracked.gen.py", "ü n.py"])
        #expect(try repository.blob(files[0].blob) == Array("1\n".utf8))
    }
}
