import FileSystem
import Testing

@Suite struct PathTests {
    @Test func canonicallyEquivalentNamesAreDifferentPaths() {
        let composed = Path("caf\u{E9}.py")
        let decomposed = Path("cafe\u{301}.py")
        #expect(composed != decomposed)
        #expect(Set([composed, decomposed]).count == 2)
        #expect(decomposed < composed)
        #expect(Path("\u{212B}") != Path("\u{C5}"))
    }

    @Test func sortsByBytes() {
        let paths: [Path] = ["b", "a/b", "a.py", "a", "B", Path([0xFF]), "é"]
        #expect(paths.sorted() == ["B", "a", "a.py", "a/b", "b", "é", Path([0xFF])])
    }

    @Test func showsWhatIsNoTextOrNoLetter() {
        #expect(Path(Array("a".utf8) + [0xE9] + Array(".py".utf8)).description == "a\\xE9.py")
        #expect(Path([0xC3, 0xA9, 0x80]).description == "é\\x80")
        #expect(Path("a\u{1B}[31m\n.py").description == "a\\u{1b}[31m\\n.py")
        #expect(Path([0xFF]).text == nil)
    }

    @Test(arguments: [
        ("a/b.py", "a", "b.py"), ("b.py", "", "b.py"), ("/b.py", "/", "b.py"), ("/", "/", ""), ("a/b/c", "a/b", "c"),
    ])
    func folderAndName(_ path: String, _ folder: String, _ name: String) {
        #expect(Path(path).folder == Path(folder))
        #expect(Path(path).name.elementsEqual(name.utf8))
    }

    @Test func foldersUpwardsEnd() {
        #expect(Path("/a/b").foldersUpwards == ["/a/b", "/a", "/"])
        #expect(Path("a/b").foldersUpwards == ["a/b", "a", ""])
    }

    @Test func insideMeansByComponents() {
        #expect(Path("a/b").isInside("a"))
        #expect(!Path("ab").isInside("a"))
        #expect(Path("a").isInside("a"))
        #expect(Path("/a").isInside("/"))
        #expect(Path("a").isInside(.here))
        #expect(!Path("a").isInside("a/b"))
    }

    @Test func relativeAndBack() {
        #expect(Path("/r/a/b").relative(to: "/r") == "a/b")
        #expect(Path("/r").relative(to: "/r") == .here)
        #expect(Path("/rest/a").relative(to: "/r") == "/rest/a")
        #expect(Path("/a").relative(to: "/") == "a")
        #expect(Path("/r").appending(Path("a/b")) == "/r/a/b")
        #expect(Path.root.appending("a".utf8) == "/a")
        #expect(Path.here.appending("a".utf8) == "a")
    }

    @Test(arguments: [
        ("./a//b/", "a/b"), ("a/../b", "b"), ("../a", "../a"), ("/../a", "/a"), ("/", "/"), (".", ""), ("a/..", ""),
        ("../../a", "../../a"),
    ])
    func normalizes(_ path: String, _ expected: String) {
        #expect(Path(path).normalized == Path(expected))
    }

    @Test func commonFolders() {
        #expect(Path.commonFolder(of: ["/r/a/b", "/r/a/c"]) == "/r/a")
        #expect(Path.commonFolder(of: ["/r/a", "/r/a/c"]) == "/r/a")
        #expect(Path.commonFolder(of: ["/r", "/s"]) == "/")
        #expect(Path.commonFolder(of: []) == nil)
    }

    @Test(arguments: [
        ("/r/app/a.py", "/r/app", "a.py"), ("/r/a.py", "/r/app/api", "../../a.py"),
        ("/r/lib/a.py", "/r/app", "../lib/a.py"),
        ("/r/app", "/r/app", "."), ("/r", "/r/app", ".."), ("/other/a.py", "/r/app", "/other/a.py"),
        ("/r/application/a.py", "/r/app", "../application/a.py"), ("/r/a.py", "/", "r/a.py"),
        ("a.py", "/r", "a.py"),
    ])
    func theWayFromAFolder(_ path: Path, _ folder: Path, _ expected: Path) {
        #expect(path.reached(from: folder) == expected)
    }
}
