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

    @Test func listsWhatGitLists() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let listed = try #require(try Repository.discover(from: scratch.path)).workTreeFiles(endingIn: [".py"])
        let expected = try scratch.git(
            "-c", "core.quotepath=false", "ls-files", "--cached", "--others", "--exclude-standard"
        )
        .split(separator: "\n").map(String.init).filter { $0.hasSuffix(".py") && $0 != "deleted.py" && $0 != "link.py" }
        #expect(listed.filter { $0 != "link.py" } == expected.sorted())
    }

    @Test func findsUncommittedPaths() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.write("a.py", "changed\n")
        let repository = try #require(try Repository.discover(from: scratch.path))
        let dirty = try repository.uncommittedPaths(among: ["a.py", "sub/b.py", "new/deep/c.py", "ü n.py"])
        #expect(dirty == ["a.py", "new/deep/c.py"])
    }

    @Test func readsTheFilesOfACommit() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let repository = try #require(try Repository.discover(from: scratch.path))
        let files = try repository.files(at: repository.commit(at: "HEAD"), endingIn: [".py"])
        #expect(files.map(\.path) == ["a.py", "deleted.py", "sub/b.py", "tracked.gen.py", "ü n.py"])
        #expect(try repository.blob(files[0].blob) == Array("1\n".utf8))
    }
}
