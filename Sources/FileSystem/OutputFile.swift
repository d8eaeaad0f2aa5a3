import Glibc

/// A file that the user named for a program's output.
public enum OutputFile {
    /// Writes a regular file in one step, so that nobody sees half of it; keeps its mode. Writes into anything else, such as a
    /// device or a named pipe. Throws and leaves an old file as it is if that fails.
    public static func write(_ bytes: [UInt8], to path: Path) throws(SystemError) {
        let isThere = (try? path.status(followingLinks: false)) != nil
        if !isThere { return try FileContents.replace(path, with: bytes) }
        guard let status = try? path.status(followingLinks: true), status.kind == .file else {
            return try writeInto(path, bytes)
        }
        // Replacing a file asks only for permission to write its folder.
        try checked(path.withCString { access($0, W_OK) })
        let replacement = try FileReplacement(
            of: try path.resolved(), with: bytes, temporary: Array(".redline-\(getpid())-0".utf8))
        defer { replacement.discard() }
        try replacement.swap()
    }

    /// Creates what a broken link leads to.
    private static func writeInto(_ path: Path, _ bytes: [UInt8]) throws(SystemError) {
        let descriptor = try checked(path.withCString { open($0, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666) })
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
    }
}
