import FileSystem
import Git
import Rewriting

/// The result of a walk.
struct FolderListing {
    var files: [Path] = []
    /// Folders that could not be read.
    var notices: [Notice] = []
    /// Temporary files of interrupted runs.
    var leftovers: [Path] = []
}

/// Finds the Python files below a folder. Links are not followed, so circles are harmless.
struct FolderWalk {
    static let suffixes = [".py", ".pyw"]

    let exclusions: Exclusions
    /// What git tracks and ignores. Nil outside repositories; hidden folders are skipped then.
    let tracked: TrackedFiles?

    /// A folder's location, and the path under which its files are reported.
    private struct Folder {
        let path: Path
        let name: Path
        /// True for the folder that the walk begins with: it is always entered.
        let isRoot: Bool
        /// True if git tracks files in it.
        let isTracked: Bool
    }

    private struct Contents {
        let folder: Folder
        let entries: Result<[FolderEntry], SystemError>
    }

    /// The files below a folder, in no particular order. Their paths begin with `name` in place of the folder.
    func files(below folder: Path, named name: Path) throws(GitError) -> FolderListing {
        var listing = FolderListing()
        var folders = [Folder(path: folder, name: name, isRoot: true, isTracked: true)]
        while !folders.isEmpty {
            let read = folders
            folders = []
            let parts = Parallel.reduce(count: read.count, threads: Parallel.processors, [Contents]()) {
                $0.append(Self.contents(of: read[$1]))
            }
            // One thread asks git: its handle is not shared.
            for contents in parts.joined() { folders += try take(contents, into: &listing) }
        }
        return listing
    }

    private static func contents(of folder: Folder) -> Contents {
        do throws(SystemError) {
            return Contents(folder: folder, entries: .success(try folder.path.entries()))
        } catch {
            return Contents(folder: folder, entries: .failure(error))
        }
    }

    /// Returns the folders to visit next.
    private func take(_ contents: Contents, into listing: inout FolderListing) throws(GitError) -> [Folder] {
        let folder = contents.folder
        let entries: [FolderEntry]
        switch contents.entries {
        case .success(let found): entries = found
        case .failure(let error):
            // A folder that was deleted during the run has nothing to look at.
            if folder.isRoot || !error.isMissing {
                listing.notices.append(Notice(.error, "cannot read the folder: \(error.message)", path: folder.name))
            }
            return []
        }
        if !enters(folder, entries) { return [] }
        var inner: [Folder] = []
        for entry in entries {
            switch entry.kind {
            case .folder:
                if let next = try self.folder(entry, in: folder) { inner.append(next) }
            case .file: try take(file: entry.name, of: folder, into: &listing)
            case .link, .other: break
            }
        }
        return inner
    }

    /// False for a virtual environment of any name, and for a repository inside another one.
    private func enters(_ folder: Folder, _ entries: [FolderEntry]) -> Bool {
        if folder.isRoot || folder.isTracked && tracked != nil { return true }
        return !entries.contains {
            $0.name.elementsEqual("pyvenv.cfg".utf8) || tracked != nil && $0.name.elementsEqual(".git".utf8)
        }
    }

    private func folder(_ entry: FolderEntry, in outer: Folder) throws(GitError) -> Folder? {
        let path = outer.path.appending(entry.name)
        let isTracked = tracked?.hasFiles(inside: path) ?? false
        if exclusions.leaveOut(folder: entry.name, isTracked: isTracked) { return nil }
        if let tracked {
            if tracked.isSubmodule(path) { return nil }
            if !isTracked, try tracked.ignores(folder: path) { return nil }
        } else if entry.name.first == UInt8(ascii: ".") {
            return nil
        }
        return Folder(
            path: path, name: outer.name.appending(entry.name), isRoot: false, isTracked: isTracked)
    }

    /// Allocates nothing for other files: a tree has many.
    private func take(
        file name: [UInt8], of folder: Folder, into listing: inout FolderListing
    ) throws(GitError) {
        if Leftovers.isLeftover(name) {
            let path = folder.path.appending(name)
            if tracked?.contains(path) != true { listing.leftovers.append(path) }
        }
        guard Self.suffixes.contains(where: { name.suffix($0.utf8.count).elementsEqual($0.utf8) }),
            try isWanted(name, in: folder)
        else { return }
        listing.files.append(folder.name.appending(name))
    }

    private func isWanted(_ name: [UInt8], in folder: Folder) throws(GitError) -> Bool {
        guard let tracked else { return name.first != UInt8(ascii: ".") }
        let path = folder.path.appending(name)
        return tracked.contains(path) ? true : try !tracked.ignores(file: path)
    }
}
