import Foundation

/// Tells without libgit2 whether a path may be in a repository.
enum RepositoryFolder {
    /// False where neither the path nor a folder above it has a `.git` or is a bare repository.
    static func isAtOrAbove(_ path: String) -> Bool {
        // Where the path is a link, what it leads to is in another place.
        guard let resolved = realpath(path, nil) else { return true }
        defer { free(resolved) }
        var folder = String(cString: resolved)
        while true {
            let prefix = folder == "/" ? "/" : folder + "/"
            if exists(prefix + ".git") || exists(prefix + "HEAD") && exists(prefix + "objects") { return true }
            guard let slash = folder.lastIndex(of: "/"), folder != "/" else { return false }
            folder = slash == folder.startIndex ? "/" : String(folder[..<slash])
        }
    }

    private static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
}
