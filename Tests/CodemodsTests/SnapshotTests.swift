import Codemods
import FileSystem
import Foundation
import PythonLibraries
import Reporting
import TestSupport
import Testing

/// The recorded cases of Snapshots/: patches byte for byte, what the fixed files are, and proofs that run.
@Suite struct SnapshotTests {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Snapshots").path
    static let cases = (try? SnapshotCase.all(below: Path(root))) ?? []
    static let proofs = cases.filter { $0.folder.appending("proof.py".utf8).exists }

    @Test func thereAreEnoughOfThem() {
        let counts = Dictionary(grouping: Self.cases, by: \.codemod).mapValues(\.count)
        #expect(counts["context-managed-files", default: 0] >= 60)
        #expect(counts["fallback-indentation", default: 0] >= 25)
        #expect(counts["id-passing-background-tasks", default: 0] >= 50)
        #expect(counts["try-insert-catch-seeding", default: 0] >= 50)
    }

    @Test func thereAreEnoughProofs() {
        let counts = Dictionary(grouping: Self.proofs, by: \.codemod).mapValues(\.count)
        #expect(counts["id-passing-background-tasks", default: 0] >= 12)
        #expect(counts["try-insert-catch-seeding", default: 0] >= 12)
    }

    @Test(arguments: cases.map(\.name))
    func matchesItsPatch(_ name: String) throws {
        let snapshot = try #require(Self.cases.first { $0.name == name })
        let file = snapshot.expectedPath.description
        let expected = try #require(FileManager.default.contents(atPath: file), "nothing is recorded")
        let actual = try snapshot.actual(Catalogue.all)
        #expect(String(decoding: actual, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        #expect([UInt8](expected) == actual)
    }

    /// A second run on the fixed files finds nothing more to fix.
    @Test(arguments: cases.map(\.name))
    func isSettledAfterTheFix(_ name: String) throws {
        let snapshot = try #require(Self.cases.first { $0.name == name })
        let file = snapshot.expectedPath.description
        let expected = try #require(FileManager.default.contents(atPath: file))
        guard String(decoding: expected, as: UTF8.self).contains("\ndiff --git") else { return }
        let scratch = try Scratch()
        defer { scratch.remove() }
        let folder = URL(fileURLWithPath: scratch.path + "/" + name)
        try FileManager.default.createDirectory(
            at: folder.deletingLastPathComponent(), withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: snapshot.folder.description, toPath: folder.path)
        try scratch.git("apply", "--directory", name, file)
        let again = try #require(SnapshotCase.all(below: Path(scratch.path)).first)
        let patch = String(decoding: try again.actual(Catalogue.all), as: UTF8.self)
        #expect(!patch.contains("diff --git"), "\(patch)")
    }

    /// Before the fix the proof fails by the defect itself, after it the proof passes: with each version of the frameworks
    /// that the proof names.
    @Test(arguments: proofs.map(\.name))
    func isProvenByRunning(_ name: String) throws {
        let snapshot = try #require(Self.proofs.first { $0.name == name })
        let proof = snapshot.folder.description + "/proof.py"
        for python in try Self.interpreters(of: proof) {
            let scratch = try Scratch()
            defer { scratch.remove() }
            for source in snapshot.sources.map(\.description) {
                let target = URL(fileURLWithPath: scratch.path + "/" + source)
                try FileManager.default.createDirectory(
                    at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    atPath: snapshot.folder.description + "/" + source, toPath: target.path)
            }
            let support = ["PYTHONPATH": Self.root, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONWARNINGS": "ignore"]
            let arguments = [proof, scratch.path + "/before.py"]
            let failing = try scratch.run(python, arguments, environment: support)
            if failing.status == 77 {
                print("\(name): \(failing.output)")
                continue
            }
            #expect(failing.status == 1, "\(python): passes or breaks before: \(failing.output)\(failing.errors)")
            try scratch.git("apply", snapshot.expectedPath.description)
            let passing = try scratch.run(python, arguments, environment: support)
            #expect(passing.status == 0, "\(python): fails after the fix: \(passing.output)\(passing.errors)")
        }
    }

    /// The interpreters that a proof's first line asks for: `# environments: newest fastapi-0.115`. The folders of their
    /// virtual environments are named by `REDLINE_PROOFS`; a proof without that line needs the standard library only.
    static func interpreters(of proof: String) throws -> [String] {
        let text = try String(contentsOfFile: proof, encoding: .utf8)
        guard let line = text.split(separator: "\n").first, line.hasPrefix("# environments:") else {
            return [Scratch.python]
        }
        let folder = try #require(
            ProcessInfo.processInfo.environment["REDLINE_PROOFS"],
            "run 'make test', which makes the proofs' environments")
        let names = line.dropFirst("# environments:".count).split(separator: " ")
        #expect(!names.isEmpty)
        return names.map { "\(folder)/\($0)/bin/python" }
    }
}
