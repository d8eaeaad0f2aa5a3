import Glibc

/// Standard output or standard error, written with errors: a full disk, a closed stream or a reader that has gone
/// must not crash the program.
public enum StandardStream: Int32, Sendable {
    case output = 1
    case error = 2

    public var isTerminal: Bool { isatty(rawValue) == 1 }

    /// Writes everything or throws.
    public func write(_ bytes: [UInt8]) throws(SystemError) {
        try Descriptor.write(bytes, to: rawValue)
    }

    /// Makes sure that descriptors 0 to 2 are taken, so that no file of the run becomes standard output by accident.
    ///
    /// A stream that was closed is opened in the wrong direction: using it still fails.
    public static func reserve() {
        for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
            _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
        }
    }
}

/// Writing to an open file.
enum Descriptor {
    static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(descriptor, $0.baseAddress.map { $0 + written }, $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            if count < 0, errno == EAGAIN, wait(for: descriptor) { continue }
            guard count > 0 else { throw count == 0 ? SystemError(EIO) : .last }
            written += count
        }
    }

    /// A terminal or pipe that another process made non-blocking.
    private static func wait(for descriptor: Int32) -> Bool {
        var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        return poll(&request, 1, -1) > 0
    }
}
