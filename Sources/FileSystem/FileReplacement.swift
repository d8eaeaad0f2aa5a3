import CFileSystem
import Glibc

/// A file's new content, in a temporary file beside it until one step puts it in the file's place.
///
/// Whoever opens the file sees the old bytes or the new ones. After the swap the temporary file holds the old ones,
/// so the step can be undone without writing anything.
public struct FileReplacement: Sendable {
    public let target: Path
    /// In the same folder as the target.
    public let temporary: Path

    /// Writes the temporary file with the target's mode, owner, group and extended attributes. If one of them cannot
    /// be kept, throws and leaves no temporary file.
    public init(of target: Path, with bytes: [UInt8], temporary name: [UInt8]) throws(SystemError) {
        self.target = target
        temporary = target.folder.appending(name)
        let status = try target.status(followingLinks: false)
        let descriptor = try checked(
            temporary.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600) })
        do throws(SystemError) {
            defer { close(descriptor) }
            try Descriptor.write(bytes, to: descriptor)
            try FileAttributes.copy(of: target, status, to: temporary, descriptor)
            try checked(fsync(descriptor))
        } catch {
            discard()
            throw error
        }
    }

    /// Swaps the target with the temporary file. Throws and leaves both as they are if the system refuses.
    public func swap() throws(SystemError) {
        let code = exchange()
        guard code != 0 else { return }
        let error = SystemError.last
        guard error.code == EINVAL || error.code == ENOSYS || error.code == ENOTSUP else { throw error }
        try swapByLinks()
    }

    /// Swaps back. Throws as `swap` does.
    public func undo() throws(SystemError) { try swap() }

    /// Deletes the temporary file: the new content before the swap, the old content after it.
    public func discard() { _ = temporary.withCString { unlink($0) } }

    /// Makes the folder's entries survive a power failure.
    public static func synchronize(_ folder: Path) {
        let descriptor = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private func exchange() -> Int32 {
        temporary.withCString { one in target.withCString { redline_exchange(one, $0) } }
    }

    /// For file systems that cannot exchange two names: gives the old file a second name first.
    private func swapByLinks() throws(SystemError) {
        let spare = Path(temporary.bytes + Array("0".utf8))
        try checked(target.withCString { one in spare.withCString { link(one, $0) } })
        do throws(SystemError) {
            try temporary.rename(to: target)
        } catch {
            _ = spare.withCString { unlink($0) }
            throw error
        }
        do throws(SystemError) {
            try spare.rename(to: temporary)
        } catch {
            // The old file gets its own name back: the swap did not happen.
            try spare.rename(to: target)
            throw error
        }
    }

    /// Renames the temporary file so that no later run takes it for a leftover. Returns its new path.
    public func keep(as name: [UInt8]) -> Path {
        let kept = target.folder.appending(name)
        do throws(SystemError) { try temporary.rename(to: kept) } catch { return temporary }
        return kept
    }
}
