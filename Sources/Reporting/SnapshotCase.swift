import FileSystem
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
    public let folder: Path

    /// The case's Python files, relative to its folder.
    public let sources: [Path]

    public var expectedPath: Path { folder.appending("expected.patch".utf8) }

    /// Every case below a folder, sorted by name: each folder with a `before.py`, or with Python files of any name.
    public static func all(below root: Path) throws(InputError) -> [SnapshotCase] {
        var found: [SnapshotCase] = []
        for codemod in try folders(in: root) {
            let around = root.appending(codemod)
            for name in try folders(in: around) {
                let folder = around.appending(name)
                let sources = try sources(in: folder)
                guard !sources.isEmpty else { continue }
                found.append(
                    SnapshotCase(
                        name: "\(codemod)/\(name)", codemod: codemod.description, folder: folder, sources: sources))
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
        let engine = Engine(codemods: [codemod], settings: RunSettings(FileSettings(configuration), threads: 1))
        let result = engine.run(WorkingTree(root: folder, files: sources))
        if let skipped = result.skipped.first(where: { $0.reason != .ignoredByComment }) {
            throw InputError("\(name)/\(skipped.path): \(skipped.reason.message)")
        }
        if let error = result.notices.first(where: { $0.severity == .error }) {
            throw InputError("\(name)/\(error.text)")
        }
        return try PatchReport(includesRefusals: true).text(of: result)
    }

    private func configuration() throws(InputError) -> ProjectConfiguration {
        let file = folder.appending("pyproject.toml".utf8)
        guard file.exists else { return ProjectConfiguration() }
        return try ConfigurationSearch.configuration(in: file)
    }

    private static func entries(of folder: Path) throws(InputError) -> [FolderEntry] {
        do throws(SystemError) {
            return try folder.entries()
        } catch {
            throw InputError("cannot read the folder '\(folder)': \(error.message)")
        }
    }

    private static func folders(in folder: Path) throws(InputError) -> [Path] {
        try entries(of: folder).filter { $0.kind == .folder && $0.name.first != UInt8(ascii: ".") }
            .map { Path($0.name) }.sorted()
    }

    /// The case's Python files; its proof is not one of them.
    private static func sources(in folder: Path) throws(InputError) -> [Path] {
        var found: [Path] = []
        var open: [Path] = [.here]
        while let next = open.popLast() {
            for entry in try entries(of: folder.appending(next)) {
                let path = next.appending(entry.name)
                switch entry.kind {
                case .folder where Path(entry.name) != "__pycache__": open.append(path)
                case .file where path.hasSuffix(".py".utf8) && !path.hasSuffix("proof.py".utf8): found.append(path)
                default: break
                }
            }
        }
        return found.sorted()
    }
}
