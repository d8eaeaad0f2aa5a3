import Foundation
import Git
import Inputs
import Rewriting

/// The project that a command works on: where it is and what its `pyproject.toml` says.
enum Project {
    static var currentFolder: String { FileManager.default.currentDirectoryPath }

    /// The configuration of the nearest `pyproject.toml` at or above a path, up to the repository's root.
    static func configuration(near path: String) throws -> (ProjectConfiguration, folder: String?) {
        var folder = URL(fileURLWithPath: path).standardizedFileURL
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder), !isFolder.boolValue {
            folder.deleteLastPathComponent()
        }
        while true {
            let file = folder.appendingPathComponent("pyproject.toml").path
            if let text = try? String(contentsOfFile: file, encoding: .utf8) {
                return (try ProjectConfiguration(toml: text), folder.path)
            }
            let isRoot = FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path)
            if isRoot || folder.path == "/" { return (ProjectConfiguration(), nil) }
            folder.deleteLastPathComponent()
        }
    }

    static func repository() throws -> Repository {
        guard let repository = try Repository.discover(from: currentFolder) else {
            throw GitError.notARepository(at: currentFolder)
        }
        return repository
    }

    /// Paths as the user gave them, relative to the repository's root.
    static func folders(_ paths: [String], in repository: Repository) throws(InputError) -> [String] {
        guard let root = repository.workingDirectory else { return paths }
        let given = paths.isEmpty ? ["."] : paths
        var folders: [String] = []
        for path in given {
            let absolute = URL(fileURLWithPath: path, relativeTo: URL(fileURLWithPath: currentFolder))
                .standardizedFileURL.path
            guard absolute == root || absolute.hasPrefix(root + "/") else {
                throw InputError("'\(path)' is not in the repository at \(root)")
            }
            folders.append(absolute == root ? "" : String(absolute.dropFirst(root.count + 1)))
        }
        return folders
    }

    static func commitFiles(
        _ commit: ObjectID, _ paths: [String], in repository: Repository
    ) throws -> (CommitFiles, ProjectConfiguration) {
        let text = try CommitFiles.text("pyproject.toml", at: commit, in: repository)
        let configuration = try text.map { text throws(ConfigurationError) in try ProjectConfiguration(toml: text) }
        let folders = try folders(paths, in: repository)
        let files = try CommitFiles(
            of: commit, in: repository, below: folders,
            excluding: PathFilter(excluding: configuration?.exclude ?? []))
        if let empty = folders.first(where: { !files.contains(below: $0) }) {
            throw InputError("there is no Python file at or below '\(empty)' in commit \(commit.short)")
        }
        return (files, configuration ?? ProjectConfiguration())
    }
}
