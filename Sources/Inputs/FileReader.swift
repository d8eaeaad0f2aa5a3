import Foundation
import Rewriting
import SourceText

/// Reads regular files and nothing else: pipes and devices never block a run.
public enum FileReader {
    /// Follows links only where the user named the path.
    public static func bytes(at path: String, followingLinks: Bool) throws(SkipReason) -> [UInt8] {
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW)
        let descriptor = open(path, flags)
        guard descriptor >= 0 else {
            throw .unreadable(errno == ELOOP ? "a symbolic link" : String(cString: strerror(errno)))
        }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(String(cString: strerror(errno))) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("not a regular file") }
        guard status.st_size <= SourceText.maximumSize else {
            throw .unreadable("larger than \(SourceText.maximumSize >> 20) MB")
        }
        return try readAll(descriptor, expected: Int(status.st_size))
    }

    private static func readAll(_ descriptor: Int32, expected: Int) throws(SkipReason) -> [UInt8] {
        var failure: Int32?
        let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
            while count < expected, failure == nil {
                let got = read(descriptor, buffer.baseAddress.map { $0 + count }, expected - count)
                if got < 0 {
                    if errno != EINTR { failure = errno }
                } else if got == 0 {
                    break
                } else {
                    count += got
                }
            }
        }
        if let failure { throw .unreadable(String(cString: strerror(failure))) }
        return bytes
    }
}
