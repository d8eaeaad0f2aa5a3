import Foundation
import Git
import Inputs
import Rewriting
import SourceText

/// A recorded case: a folder with Python files and the patch that a codemod makes of them.
///
/// The codemod is named by the folder around the case, as in `Snapshots/context-managed-files/closed-in-finally`.
public struct SnapshotCase: Sendable {
    /// The codemod's name, a slash, the case's name.
    public let name: String
    public let codemod: String
    public let folder: String

    /// The case's Python files, relative to its folder.
    public var sources: [String] { Self.sources(in: folder) }

    public var expectedPath: String { folder + "/expected.patch" }

    /// Every case below a folder, sorted by name: each folder with a `before.py`, or with Python files of any name.
    public static func all(below root: String) -> [SnapshotCase] {
        var found: [SnapshotCase] = []
        for codemod in folders(in: root) {
            for name in folders(in: root + "/" + codemod) {
                let folder = "\(root)/\(codemod)/\(name)"
                guard !sources(in: folder).isEmpty else { continue }
                found.append(SnapshotCase(name: "\(codemod)/\(name)", codemod: codemod, folder: folder))
            }
        }
        return found
    }

    /// The patch that the codemod makes of the case now, refusals included.
    public func actual(_ codemods: [any Codemod]) throws -> [UInt8] {
        guard let codemod = codemods.first(where: { $0.id == codemod }) else {
            throw InputError("\(name): there is no codemod '\(self.codemod)'")
        }
        let configuration = try configuration()
        let engine = Engine(
            codemods: [codemod], settings: FileSettings(configuration), threads: 1)
        let result = engine.run(WorkingTree(root: folder, files: Self.sources(in: folder)))
        if let skipped = result.skipped.first(where: { $0.reason != .ignoredByComment }) {
            throw InputError("\(name)/\(skipped.path): \(skipped.reason.message)")
        }
        return try PatchReport(includesRefusals: true).text(of: result)
    }

    private func configuration() throws -> ProjectConfiguration {
        let path = folder + "/pyproject.toml"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return ProjectConfiguration() }
        return try ProjectConfiguration(toml: text)
    }

    private static func folders(in folder: String) -> [String] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return entries.filter { name in
            var isFolder: ObjCBool = false
            return !name.hasPrefix(".")
                && FileManager.default.fileExists(atPath: folder + "/" + name, isDirectory: &isFolder)
                && isFolder.boolValue
        }.sorted()
    }

    /// The case's Python files; its proof is none of them.
    private static func sources(in folder: String) -> [String] {
        let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return entries.filter { $0.hasSuffix(".py") && !$0.hasSuffix("proof.py") && !$0.contains("__pycache__") }
            .sorted()
    }
}
