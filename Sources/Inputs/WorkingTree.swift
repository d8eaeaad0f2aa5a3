import Foundation
import Git
import Rewriting
import SourceText

/// Files on disk: those that git knows or does not ignore, or a walk where there is no git.
public struct WorkingTree: SourceProvider {
    /// The folder that paths are relative to: the repository's root, or the current folder.
    public let root: String
    public let isRepository: Bool
    public let paths: [String]
    /// Paths that the user named one by one; links are followed there.
    private let named: Set<String>
    /// What git lists, where the run asked for it already.
    private let tracked: [String]?

    /// `paths` are as the user gave them, relative to `folder`; none stands for the folder itself.
    public init(_ arguments: [String], in folder: String, excluding filter: (String) -> PathFilter) throws(InputError) {
        let given = arguments.isEmpty ? ["."] : arguments
        let repository = try Self.repository(at: Self.absolute(given[0], folder))
        let root = repository?.workingDirectory ?? folder
        self.root = root
        isRepository = repository?.workingDirectory != nil
        let filter = filter(root)
        var found: [String] = []
        var named: Set<String> = []
        var tracked: [String]?
        for argument in given {
            let absolute = Self.absolute(argument, folder)
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: absolute, isDirectory: &isFolder) else {
                throw InputError("there is no '\(argument)'")
            }
            if !isFolder.boolValue {
                let path = Self.relative(absolute, to: root)
                found.append(path)
                named.insert(path)
            } else if let repository, repository.workingDirectory != nil, Self.isInside(absolute, root) {
                let all: [String]
                if let tracked { all = tracked } else { all = try Self.listed(repository) }
                tracked = all
                let prefix = Self.relative(absolute, to: root)
                found += all.filter { (prefix.isEmpty || $0.hasPrefix(prefix + "/")) && !filter.excludes($0) }
            } else {
                let below = FolderWalk.files(below: absolute, named: Self.relative(absolute, to: root))
                found += below.filter { !filter.excludes($0) }
            }
        }
        paths = Self.sortedOnce(found)
        self.named = named
        self.tracked = tracked
    }

    /// Exactly these files, relative to a root: a snapshot's case, say.
    public init(root: String, files: [String]) {
        self.root = root
        isRepository = false
        paths = files.sorted()
        named = Set(files)
        tracked = nil
    }

    public func absolutePath(of path: String) -> String { path.hasPrefix("/") ? path : root + "/" + path }

    public func bytes(at path: String) throws(SkipReason) -> [UInt8] {
        try FileReader.bytes(at: absolutePath(of: path), followingLinks: named.contains(path))
    }

    /// All that git lists, so that imports are found where only a part of the project is looked at. Outside of git what the
    /// run reads is all that is known.
    public var projectPaths: [String] {
        guard isRepository, let all = tracked ?? listing else { return paths }
        return Self.sortedOnce(all + paths)
    }

    /// Sorted, each once.
    private static func sortedOnce(_ paths: [String]) -> [String] {
        let sorted = paths.sorted()
        guard zip(sorted, sorted.dropFirst()).contains(where: ==) else { return sorted }
        return sorted.indices.filter { $0 == 0 || sorted[$0] != sorted[$0 - 1] }.map { sorted[$0] }
    }

    private var listing: [String]? {
        guard let repository = try? Self.repository(at: root) else { return nil }
        return try? Self.listed(repository)
    }

    public func isNamed(_ path: String) -> Bool { named.contains(path) }

    private static func repository(at path: String) throws(InputError) -> Repository? {
        do { return try Repository.discover(from: path) } catch { throw InputError(error.message, hint: error.hint) }
    }

    private static func listed(_ repository: Repository) throws(InputError) -> [String] {
        do {
            return try repository.workTreeFiles(endingIn: FolderWalk.suffixes)
        } catch {
            throw InputError(error.message, hint: error.hint)
        }
    }

    static func absolute(_ path: String, _ folder: String) -> String {
        let joined = path.hasPrefix("/") ? path : folder + "/" + path
        return URL(fileURLWithPath: joined).standardizedFileURL.path
    }

    static func relative(_ path: String, to root: String) -> String {
        // Bytes, not characters: a tree has thousands of paths.
        let (bytes, prefix) = (path.utf8, root.utf8)
        guard bytes.starts(with: prefix) else { return path }
        let rest = bytes.dropFirst(prefix.count)
        if rest.isEmpty { return "" }
        return rest.first == UInt8(ascii: "/") ? String(Substring(rest.dropFirst())) : path
    }

    private static func isInside(_ path: String, _ root: String) -> Bool {
        path == root || path.hasPrefix(root + "/")
    }
}
