import FileSystem
import Foundation
import TestSupport
import Testing

@Suite struct FileReplacementTests {
    private func replacement(_ scratch: Scratch, _ text: String) throws -> FileReplacement {
        try FileReplacement(
            of: Path(scratch.path + "/a.py"), with: Array(text.utf8), temporary: Array(".redline-1-0".utf8))
    }

    @Test func swapsAndUndoes() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", "old")
        let replacement = try replacement(scratch, "new")
        #expect(scratch.read("a.py") == "old")
        try replacement.swap()
        #expect(scratch.read("a.py") == "new")
        #expect(scratch.read(".redline-1-0") == "old")
        try replacement.undo()
        #expect(scratch.read("a.py") == "old")
        replacement.discard()
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a.py"])
    }

    @Test(arguments: [0o600, 0o755, 0o444, 0o4755, 0o640])
    func keepsTheMode(_ mode: Int) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("a.py", "old")
        #expect(chmod(scratch.path + "/a.py", mode_t(mode)) == 0)
        try replacement(scratch, "new").swap()
        #expect(try Path(scratch.path + "/a.py").status(followingLinks: false).mode == mode_t(mode))
    }

    @Test func aFileThatIsGoneIsNoTarget() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        #expect(throws: SystemError.self) { try replacement(scratch, "new") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).isEmpty)
    }
}
