import FileSystem
import Foundation
import Git
import TestSupport
import Testing

@Suite struct LooseObjectTests {
    /// An object truncated at any length is an error and never an endless loop.
    @Test(arguments: [0, 1, 2, 10, 40, 100])
    func anObjectCutShortIsAnError(_ length: Int) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("a.py", (0..<200).map { "x\($0) = \($0)\n" }.joined())
        try scratch.commit("first")
        let id = try scratch.git("rev-parse", "HEAD:a.py").trimmingCharacters(in: .whitespacesAndNewlines)
        let file = "\(scratch.path)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))"
        let bytes = try Data(contentsOf: URL(fileURLWithPath: file))
        try FileManager.default.removeItem(atPath: file)
        try bytes.prefix(length).write(to: URL(fileURLWithPath: file))
        let repository = try #require(try Repository.discover(from: Path(scratch.path)))
        let commit = try repository.commit(at: "HEAD")
        #expect(throws: GitError.self) { try repository.bytes(of: "a.py", at: commit) }
        try bytes.write(to: URL(fileURLWithPath: file))
        #expect(try repository.bytes(of: "a.py", at: commit) == Array(scratch.read("a.py").utf8))
    }

    @Test func objectsOfAlternatesAreFound() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("a.py", "x = 1\n")
        try scratch.commit("first")
        try scratch.git("clone", "--quiet", "--shared", "--bare", ".", "copy.git")
        let copy = try #require(try Repository.discover(from: Path(scratch.path + "/copy.git")))
        #expect(try copy.bytes(of: "a.py", at: copy.commit(at: "HEAD")) == Array("x = 1\n".utf8))
        #expect(try copy.bytes(of: "b.py", at: copy.commit(at: "HEAD")) == nil)
    }
}
