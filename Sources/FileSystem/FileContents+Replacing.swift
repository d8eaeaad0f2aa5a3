import Glibc

extension FileContents {
    /// Writes a file, new or not, in one step. Throws and leaves the old file if that fails.
    public static func replace(_ file: Path, with bytes: [UInt8]) throws(SystemError) {
        let temporary = file.folder.appending(".redline-\(getpid())-0".utf8)
        let descriptor = try checked(
            temporary.withCString { open($0, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o666) })
        do throws(SystemError) {
            defer { close(descriptor) }
            try Descriptor.write(bytes, to: descriptor)
            try temporary.rename(to: file)
        } catch {
            _ = temporary.withCString { unlink($0) }
            throw error
        }
    }
}
