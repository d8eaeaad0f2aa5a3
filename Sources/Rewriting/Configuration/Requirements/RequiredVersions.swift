import FileSystem
import PythonSemantics

/// The versions of packages that the files beside the code require: lists of requirements, `pyproject.toml`, lock files.
public struct RequiredVersions {
    private let index: ProjectIndex

    private struct Facts: Sendable {
        let ranges = FactTable<Key, [VersionRange]>()
    }

    private struct Key: Hashable { let folder: Path, package: String }

    /// The names of these files, with the folder of some.
    public static let names =
        ["pyproject.toml", "poetry.lock", "uv.lock", "pdm.lock", "Pipfile", "Pipfile.lock", "setup.cfg"] + lists

    private static let lists = [
        "requirements.txt", "requirements.in", "requirements/base.txt", "requirements/common.txt",
        "requirements/main.txt", "requirements/prod.txt", "requirements/production.txt",
    ]

    public init(_ index: ProjectIndex) { self.index = index }

    /// What the nearest folder around a file that names the package requires: pins if there are any, for these are installed. Empty
    /// if no folder names it.
    public func ranges(of package: String, near path: Path) -> [VersionRange] {
        for folder in path.folder.foldersUpwards {
            let key = Key(folder: folder, package: package)
            let found = index.fact { Facts() }.ranges.fact(of: key) { ranges(of: package, in: folder) }
            let pinned = found.filter(\.isPinned)
            if !found.isEmpty { return pinned.isEmpty ? found : pinned }
        }
        return []
    }

    private func ranges(of package: String, in folder: Path) -> [VersionRange] {
        let requirements = RequirementText(package)
        var found: [VersionRange] = []
        var seen: Set<Path> = []
        var open = Self.names.map { folder.appending($0.utf8) }
        while let path = open.popLast() {
            guard seen.insert(path).inserted, seen.count < Self.mostFiles, let text = index.text(at: path) else {
                continue
            }
            let name = String(decoding: path.name, as: UTF8.self)
            found += requirements.ranges(in: text, of: name)
            if name.hasSuffix(".txt") || name.hasSuffix(".in") {
                open += RequirementText.included(by: text).map { path.folder.appending($0.utf8) }
            }
        }
        return found
    }

    private static let mostFiles = 40
}
