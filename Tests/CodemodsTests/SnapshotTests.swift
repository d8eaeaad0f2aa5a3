import Codemods
import Foundation
import Reporting
import TestSupport
import Testing

/// The recorded cases of Snapshots/: patches byte for byte, what the fixed files are, and proofs that run.
@Suite struct SnapshotTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Snapshots").path
    static let cases = SnapshotCase.all(below: root)
    static let proofs = cases.filter { FileManager.default.fileExists(atPath: $0.folder + "/proof.py") }

    @Test func thereAreEnoughOfThem() {
        let counts = Dictionary(grouping: Self.cases, by: \.codemod).mapValues(\.count)
        #expect(counts["context-managed-files", default: 0] >= 60)
        #expect(counts["fallback-indentation", default: 0] >= 25)
    }

    @Test(arguments: cases.map(\.name))
    func matchesItsPatch(_ name: String) async throws {
        let snapshot = try #require(Self.cases.first { $0.name == name })
        let expected = try #require(FileManager.default.contents(atPath: snapshot.expectedPath), "nothing is recorded")
        let actual = try await snapshot.actual(Catalogue.all)
        #expect(String(decoding: actual, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        #expect([UInt8](expected) == actual)
    }

    /// Before the fix the proof fails by the defect itself, after it the proof passes.
    @Test(arguments: proofs.map(\.name))
    func isProvenByRunning(_ name: String) throws {
        let snapshot = try #require(Self.proofs.first { $0.name == name })
        let scratch = try Scratch()
        defer { scratch.remove() }
        let before = snapshot.folder + "/before.py"
        try FileManager.default.copyItem(atPath: before, toPath: scratch.path + "/before.py")
        let support = ["PYTHONPATH": Self.root, "PYTHONDONTWRITEBYTECODE": "1"]
        let proof = snapshot.folder + "/proof.py"
        let failing = try scratch.run(Scratch.python, [proof, scratch.path + "/before.py"], environment: support)
        #expect(failing.status == 1, "the proof passes or breaks before the fix: \(failing.output)\(failing.errors)")
        try scratch.git("apply", snapshot.expectedPath)
        let passing = try scratch.run(Scratch.python, [proof, scratch.path + "/before.py"], environment: support)
        #expect(passing.status == 0, "the proof fails after the fix: \(passing.output)\(passing.errors)")
    }
}
