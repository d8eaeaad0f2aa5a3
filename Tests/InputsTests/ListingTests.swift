import FileSystem
import Foundation
import Inputs
import Rewriting
import TestSupport
import Testing

@Suite struct ListingTests {
    private func repository() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write(".gitignore", "ignored/\n*.gen.py\n!keep.gen.py\n")
        try scratch.write("sub/.gitignore", "local.py\n")
        for name in ["a.py", "deleted.py", "sub/b.py", "tracked.gen.py", "ü n.py", ".hidden/d.py", "build/t.py"] {
            try scratch.write(name, "1\n")
        }
        try scratch.git("add", "--all", "--force")
        try scratch.commit("first")
        for name in ["ignored/x.py", "x.gen.py", "keep.gen.py", "sub/local.py", "new/deep/c.py", "caf\u{E9}.py"] {
            try scratch.write(name, "2\n")
        }
        try scratch.write("cafe\u{301}.py", "2\n")
        try scratch.write(".git/info/exclude", "excluded.py\n")
        try scratch.write("excluded.py", "3\n")
        try FileManager.default.removeItem(atPath: scratch.path + "/deleted.py")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link.py", withDestinationPath: "a.py")
        return scratch
    }

    private func paths(_ scratch: Scratch, _ arguments: [Path] = [], _ toml: String = "") throws -> [Path] {
        let targets = try Targets(arguments, in: Path(scratch.path))
        return try WorkingTree(targets, excluding: Exclusions(ProjectConfiguration(toml: toml))).paths
    }

    @Test func listsWhatGitLists() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let listed = try scratch.git("ls-files", "-z", "--cached", "--others", "--exclude-standard")
        let expected = listed.utf8.split(separator: 0).map { Path($0) }
            .filter { $0.hasSuffix(".py".utf8) && $0 != "deleted.py" && $0 != "link.py" }
        #expect(try paths(scratch) == expected.sorted())
    }

    @Test func leavesOutWhatNobodyMeans() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        for folder in ["node_modules/p", "venv/lib", "dist", "lib/site-packages", ".tox/py", "e"] {
            try scratch.write(folder + "/m.py", "1\n")
        }
        try scratch.write("e/pyvenv.cfg", "")
        let listed = try paths(scratch)
        #expect(!listed.contains { $0.hasSuffix("/m.py".utf8) })
        // Tracked, so it belongs to the project.
        #expect(listed.contains("build/t.py"))
        #expect(try paths(scratch, ["node_modules"]) == ["node_modules/p/m.py"])
        #expect(try paths(scratch, ["venv", "ignored"]) == ["ignored/x.py", "venv/lib/m.py"])
        #expect(try paths(scratch, [], "[tool.redline]\nexclude = []\n").contains("dist/m.py"))
    }

    @Test(arguments: [
        ("exclude = ['sub']", ["sub/b.py"]), ("exclude = ['./sub/']", ["sub/b.py"]),
        ("exclude = ['sub/*']", ["sub/b.py"]),
        ("extend-exclude = ['*.gen.py']", ["tracked.gen.py", "keep.gen.py"]),
        ("exclude = ['**/deep/*']", ["new/deep/c.py"]), ("exclude = ['**/a.py']", ["a.py"]),
    ])
    func leavesOutWhatPatternsMatch(_ configured: String, _ gone: [String]) throws {
        let scratch = try repository()
        defer { scratch.remove() }
        let all = try paths(scratch)
        let left = try paths(scratch, [], "[tool.redline]\n\(configured)\n")
        #expect(Set(all).subtracting(left) == Set(gone.map { Path($0) }))
        // A named path is never excluded by default.
        #expect(try paths(scratch, [Path(gone[0])], "[tool.redline]\n\(configured)\n") == [Path(gone[0])])
        #expect(
            try paths(scratch, [Path(gone[0])], "[tool.redline]\nforce-exclude = true\n\(configured)\n") == [])
    }

    @Test func stopsAtRepositoriesInsideOfIt() throws {
        let scratch = try repository()
        defer { scratch.remove() }
        try scratch.git("init", "--quiet", "inner")
        try scratch.write("inner/i.py", "1\n")
        #expect(try !paths(scratch).contains("inner/i.py"))
        #expect(try paths(scratch, ["inner"]) == ["i.py"])
        #expect(try paths(scratch, ["sub", "inner"]) == ["inner/i.py", "sub/b.py"])
    }
}
