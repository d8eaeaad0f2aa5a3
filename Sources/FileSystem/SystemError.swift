import Glibc

/// An error of a system call, as in `errno`.
public struct SystemError: Error, Sendable, Equatable {
    public let code: Int32

    public init(_ code: Int32) { self.code = code }

    /// The error of the call that just failed.
    public static var last: SystemError { SystemError(errno) }

    /// The C library's text: "No space left on device".
    public var message: String { String(cString: strerror(code)) }

    public var isPermissionDenied: Bool { code == EACCES }

    /// True if there is no such file or folder.
    public var isMissing: Bool { code == ENOENT || code == ENOTDIR }
}

/// Throws the error of a call that returned -1.
@discardableResult
func checked(_ result: Int32) throws(SystemError) -> Int32 {
    guard result >= 0 else { throw .last }
    return result
}
