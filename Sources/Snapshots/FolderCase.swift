import FileSystem
import Inputs
import Rewriting

/// A case in a folder: Python files, and the `expected.patch` that the codemod makes of them.
///
/// The name of the parent folder is that of the codemod, as in `Snapshots/context-managed-files/closed-in-finally`.
public struct FolderCase: SnapshotCase {
    public let name: String
    public let codemod: String
    public let folder: Path
    /// The case's Python files, relative to its folder.
    public let sources: [Path]

    public var expectedPath: Path { folder.appending("expected.patch".utf8) }

    public var provider: any SourceProvider { WorkingTree(root: folder, files: sources) }

    /// Nil if the folder has no Python files.
    init?(codemod: Path, name: Path, in around: Path) throws(InputError) {
        folder = around.appending(name)
        sources = try Self.sources(in: folder)
        guard !sources.isEmpty else { return nil }
        self.codemod = codemod.description
        self.name = "\(codemod)/\(name)"
    }

    public func recorded(of patch: [UInt8]) -> [UInt8] { patch }

    public func expected() throws(InputError) -> [UInt8]? {
        do throws(ReadError) {
            return try FileContents.bytes(at: expectedPath, followingLinks: true, limit: 1 << 30)
        } catch {
            if error.isMissing { return nil }
            throw InputError("cannot read '\(expectedPath)': \(error.message)")
        }
    }

    public func record(_ text: [UInt8]) throws(InputError) {
        do throws(SystemError) {
            try FileContents.replace(expectedPath, with: text)
        } catch {
            throw InputError("cannot write '\(expectedPath)': \(error.message)")
        }
    }

    public func configuration() throws(InputError) -> ProjectConfiguration {
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

    static func folders(in folder: Path) throws(InputError) -> [Path] {
        try entries(of: folder).filter { $0.kind == .folder && $0.name.first != UInt8(ascii: ".") }
            .map { Path($0.name) }.sorted()
    }

    /// The case's Python files, without its proof.
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
