import Codemods
import FileSystem
import Foundation
import PythonLibraries
import Reporting
import Rewriting
import Snapshots
import TestSupport
import Testing

/// The recorded cases of Snapshots/: patches byte for byte, the fixed files, and proofs that run.
@Suite struct SnapshotTests {
    static let project = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let root = project.appendingPathComponent("Snapshots").path
    static let cases = ["Snapshots", "Codemods"].flatMap { folder in
        (try? SnapshotCases.all(below: Path(project.appendingPathComponent(folder).path))) ?? []
    }
    static let folders = cases.compactMap { $0 as? FolderCase }
    static let proofs = folders.filter { $0.folder.appending("proof.py".utf8).exists }

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
        let expected = try #require(try snapshot.expected(), "nothing is recorded")
        let actual = try snapshot.actual(Catalogue.all)
        #expect(String(decoding: actual, as: UTF8.self) == String(decoding: expected, as: UTF8.self))
        #expect(expected == actual)
    }

    /// A second run on the fixed files finds nothing more to fix.
    @Test(arguments: cases.map(\.name))
    func isSettledAfterTheFix(_ name: String) throws {
        let snapshot = try #require(Self.cases.first { $0.name == name })
        let codemod = try #require(Catalogue.all.first { $0.id == snapshot.codemod })
        let settings = RunSettings(FileSettings(try snapshot.configuration()), threads: 1)
        let engine = Engine(codemods: [codemod], settings: settings)
        var files = Edited(provider: snapshot.provider)
        for change in engine.run(files).changes { files.changed[change.path] = change.after }
        #expect(engine.run(files).changes.isEmpty)
    }

    /// Every hunk of a patch names a fix: none is changed by nobody.
    @Test(arguments: cases.map(\.name))
    func everyHunkNamesItsFix(_ name: String) throws {
        let snapshot = try #require(Self.cases.first { $0.name == name })
        let settings = RunSettings(FileSettings(try snapshot.configuration()), threads: 1)
        let result = Engine(codemods: Catalogue.all, settings: settings).run(snapshot.provider)
        let patch = String(decoding: try PatchReport(includesRefusals: false).text(of: result), as: UTF8.self)
        let names = Catalogue.all.map(\.document.id)
        for hunk in patch.split(separator: "\n").filter({ $0.hasPrefix("@@ ") }) {
            #expect(names.contains { hunk.contains("@@ \($0) (") }, "\(hunk)")
        }
    }

    /// Before the fix the proof fails because of the defect itself, after the fix it passes: with each version of the
    /// frameworks that the proof names.
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

    /// The interpreters that a proof's first line names: `# environments: newest fastapi-0.115`. `REDLINE_PROOFS` is
    /// the folder of their virtual environments. A proof without that line needs the standard library only.
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

/// The files of a case, some of them changed.
private struct Edited: SourceProvider {
    let provider: any SourceProvider
    var changed: [Path: [UInt8]] = [:]
    var paths: [Path] { provider.paths }

    func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        if let bytes = changed[path] { return bytes }
        return try provider.bytes(at: path)
    }
}
