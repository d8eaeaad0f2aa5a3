import Glibc

/// Keeps others out of a folder while something is done. Advisory: only those that ask for the same lock wait.
///
/// The folder itself is locked: a file in it may be replaced, and a lock file would be one more to ignore.
public enum FolderLock {
    /// Waits for its turn. Throws `SystemError` if the folder cannot be opened, or if its file system has no locks.
    public static func hold<Result>(_ folder: Path, _ body: () throws -> Result) throws -> Result {
        let descriptor = try checked(folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
        defer { close(descriptor) }
        while flock(descriptor, LOCK_EX) != 0 {
            if errno != EINTR { throw SystemError.last }
        }
        return try body()
    }
}

extension Path {
    /// Makes a folder unless it is there. The folder around it must exist.
    public func makeFolder() throws(SystemError) {
        guard withCString({ mkdir($0, 0o777) }) != 0 else { return }
        let error = SystemError.last
        guard error.code == EEXIST, (try? status(followingLinks: true))?.kind == .folder else { throw error }
    }
}
