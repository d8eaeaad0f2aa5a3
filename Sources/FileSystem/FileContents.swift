import Glibc

/// Why a file's bytes could not be read.
public enum ReadError: Error, Sendable, Equatable {
    case system(SystemError)
    case link
    case folder
    /// A pipe, a socket, a device.
    case notRegular
    /// Larger than the limit, in bytes; carries the size if it is known.
    case tooLarge(Int?)

    public var message: String {
        switch self {
        case .system(let error): error.message
        case .link: "a symbolic link"
        case .folder: "is a folder"
        case .notRegular: "not a regular file"
        case .tooLarge: "too large"
        }
    }

    public var isMissing: Bool {
        if case .system(let error) = self { error.isMissing } else { false }
    }
}

/// Reads whole files.
public enum FileContents {
    /// The bytes of a regular file. Throws for anything else: a pipe or device would block the run.
    public static func bytes(at path: Path, followingLinks: Bool, limit: Int) throws(ReadError) -> [UInt8] {
        let descriptor = path.withCString {
            open($0, O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
        }
        guard descriptor >= 0 else { throw errno == ELOOP && !followingLinks ? .link : .system(.last) }
        defer { close(descriptor) }
        let status = try status(of: descriptor)
        guard status.kind == .file else { throw status.kind == .folder ? .folder : .notRegular }
        guard status.size <= limit else { throw .tooLarge(status.size) }
        return try bytes(from: descriptor, expected: status.size)
    }

    private static func status(of descriptor: Int32) throws(ReadError) -> FileStatus {
        do { return try FileStatus(ofDescriptor: descriptor) } catch { throw .system(error) }
    }

    private static func bytes(from descriptor: Int32, expected: Int) throws(ReadError) -> [UInt8] {
        var failure: SystemError?
        // Not zeroed first: a tree has thousands of files.
        let bytes = [UInt8](unsafeUninitializedCapacity: expected) { buffer, count in
            while count < expected, failure == nil {
                let got = read(descriptor, buffer.baseAddress.map { $0 + count }, expected - count)
                if got < 0 {
                    if errno != EINTR { failure = .last }
                } else if got == 0 {
                    break
                } else {
                    count += got
                }
            }
        }
        if let failure { throw .system(failure) }
        return bytes
    }

    /// Everything from a descriptor or named pipe, up to a limit in bytes: standard input may
    /// never end. Throws `tooLarge` beyond the limit.
    public static func stream(_ descriptor: Int32, limit: Int) throws(ReadError) -> [UInt8] {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let got = chunk.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw errno == EISDIR ? .folder : .system(.last) }
            if got == 0 { return bytes }
            bytes += chunk[..<got]
            if bytes.count > limit { throw .tooLarge(nil) }
        }
    }

    /// Reads a file of any kind, up to a limit in bytes: a list may come through a pipe. Throws if it cannot be read or is
    /// too large.
    public static func stream(at path: Path, limit: Int) throws(ReadError) -> [UInt8] {
        let descriptor = path.withCString { open($0, O_RDONLY | O_CLOEXEC) }
        guard descriptor >= 0 else { throw .system(.last) }
        defer { close(descriptor) }
        return try stream(descriptor, limit: limit)
    }
}
