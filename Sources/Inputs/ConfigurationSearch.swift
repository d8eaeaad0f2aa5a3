import FileSystem
import Git
import Rewriting

/// A project's configuration and where it was found.
public struct LocatedConfiguration: Sendable, Equatable {
    public var configuration = ProjectConfiguration()
    /// The `pyproject.toml` with `[tool.redline]`; nil if there is none. Relative to the root of the run if it is
    /// inside that root.
    public var file: Path?
    /// The commit that it was read from; nil for the working tree.
    public var commit: ObjectID?

    /// The defaults, from no file.
    public init() {}

    /// The folder that its patterns are relative to.
    public var base: Path { file?.folder ?? .here }
}

/// Finds the configuration that applies to a run: the nearest `pyproject.toml` with a `[tool.redline]`, from the
/// folder that all paths of the run share up to the repository's root. It is read from the same source as the files:
/// working tree or commit.
///
/// Line length and Python version come from the nearest `pyproject.toml` that sets them.
public enum ConfigurationSearch {
    private static let name = "pyproject.toml"
    /// A file of this many bytes is not a configuration.
    private static let limit = 16 << 20

    /// In the working tree. Outside a repository the search continues to the root of the file system.
    /// Throws if a configuration cannot be read or is invalid.
    public static func inWorkTree(from folder: Path, relativeTo root: Path) throws(InputError) -> LocatedConfiguration {
        let top = RepositoryFolder.workTree(around: folder)
        let folders = folder.foldersUpwards.filter { folder in top.map { folder.isInside($0) } ?? true }
        return try search(folders.map { $0.appending(name.utf8) }, relativeTo: root, read)
    }

    /// Nil if the file does not exist.
    private static func read(_ file: Path) throws(InputError) -> [UInt8]? {
        do throws(ReadError) {
            return try FileContents.bytes(at: file, followingLinks: true, limit: limit)
        } catch {
            // A broken link was meant to lead to a configuration.
            if error.isMissing, (try? file.status(followingLinks: false)) == nil { return nil }
            throw InputError("cannot read the configuration '\(file)': \(error.message)")
        }
    }

    /// In a commit; the folder is relative to the commit's root. Throws if a configuration cannot be read or is invalid.
    public static func inCommit(
        _ commit: ObjectID, from folder: Path, of repository: Repository
    ) throws(InputError) -> LocatedConfiguration {
        let files = folder.foldersUpwards.map { $0.appending(name.utf8) }
        var found = try search(files, relativeTo: .here) { file throws(InputError) in
            do throws(GitError) {
                return try repository.bytes(of: file, at: commit)
            } catch {
                throw InputError(
                    "cannot read the configuration '\(file)' of commit \(commit.short): \(error.message)",
                    hint: error.hint)
            }
        }
        found.commit = commit
        return found
    }

    /// The configuration in one file. Throws if it does not exist, cannot be read or is invalid.
    public static func configuration(in file: Path) throws(InputError) -> ProjectConfiguration {
        guard let bytes = try read(file) else { throw InputError("there is no '\(file)'") }
        return try parsed(bytes, file)
    }

    private static func search(
        _ files: [Path], relativeTo root: Path, _ read: (Path) throws(InputError) -> [UInt8]?
    ) throws(InputError) -> LocatedConfiguration {
        var found = LocatedConfiguration()
        for file in files {
            guard let bytes = try read(file) else { continue }
            let next = try parsed(bytes, file)
            let lineLength = found.configuration.lineLength ?? next.lineLength
            let oldestPython = found.configuration.oldestPython ?? next.oldestPython
            if next.isPresent {
                found.configuration = next
                found.file = file.relative(to: root)
            }
            found.configuration.lineLength = lineLength
            found.configuration.oldestPython = oldestPython
            if next.isPresent { break }
        }
        return found
    }

    private static func parsed(_ bytes: [UInt8], _ file: Path) throws(InputError) -> ProjectConfiguration {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw InputError("the configuration '\(file)' is not UTF-8", hint: "save the file as UTF-8")
        }
        // The TOML parser would stop at a NUL.
        if bytes.contains(0) { throw InputError("the configuration '\(file)' contains a NUL byte") }
        do {
            return try ProjectConfiguration(toml: text)
        } catch {
            throw InputError("the configuration '\(file)': \(error.message)")
        }
    }
}
