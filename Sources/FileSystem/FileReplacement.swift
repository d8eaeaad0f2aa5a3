import CFileSystem
import Glibc

/// A file's new content in a temporary file beside it, until it takes the file's place in one step.
///
/// Whoever opens the file sees the old bytes or the new ones. After the swap the temporary file holds the old ones, so that the
/// step can be undone without writing anything.
public struct FileReplacement: Sendable {
    public let target: Path
    /// In the target's folder.
    public let temporary: Path

    /// Writes the temporary file, with the target's mode, owner, group and extended attributes. Throws if one of them cannot be
    /// kept; no temporary file is left then.
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

    /// Puts the new content in the target's place, and the old one in the temporary file's.
    public func swap() throws(SystemError) {
        let code = exchange()
        guard code != 0 else { return }
        let error = SystemError.last
        guard error.code == EINVAL || error.code == ENOSYS || error.code == ENOTSUP else { throw error }
        try swapByLinks()
    }

    /// Puts the old content back.
    public func undo() throws(SystemError) { try swap() }

    /// Removes what is in the temporary file now: the new content before the swap, the old one after it.
    public func discard() { _ = temporary.withCString { unlink($0) } }

    /// Makes sure that the folder's entries survive a loss of power.
    public static func synchronize(_ folder: Path) {
        let descriptor = folder.withCString { open($0, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private func exchange() -> Int32 {
        temporary.withCString { one in target.withCString { redline_exchange(one, $0) } }
    }

    /// For file systems that cannot exchange two names: the old file gets a second name first.
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
            // The old file goes back to its own name: the swap has not happened.
            try spare.rename(to: target)
            throw error
        }
    }

    /// Gives what is in the temporary file a name that no later run takes for a leftover; the path it has then.
    public func keep(as name: [UInt8]) -> Path {
        let kept = target.folder.appending(name)
        do throws(SystemError) { try temporary.rename(to: kept) } catch { return temporary }
        return kept
    }
}
