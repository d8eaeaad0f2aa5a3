import CFileSystem
import Glibc

/// A text as a file that no folder contains, for libraries that read files only. It exists as long as the process.
public struct MemoryFile: Sendable {
    public let path: Path

    /// - Parameter name: for lists of open files.
    public init(_ name: String, _ bytes: [UInt8]) throws(SystemError) {
        let descriptor = try checked(redline_memory_file(name))
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 {
                let error = SystemError.last
                close(descriptor)
                throw error
            }
            rest = rest.dropFirst(count)
        }
        path = Path("/proc/self/fd/\(descriptor)")
    }
}
