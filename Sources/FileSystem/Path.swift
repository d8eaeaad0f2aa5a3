import Glibc

/// A path as the file system and git have it: bytes, separated by slashes, compared byte by byte.
///
/// A tree has tens of thousands of paths, so whatever is called for each of them is inlinable.
///
/// Paths are never compared as `String`: canonically equivalent strings are equal there (`é` in one scalar or in
/// two), but they name different files. Paths become `String`s for display only.
public struct Path: Sendable {
    /// As the system has it: any bytes except NUL.
    public let bytes: [UInt8]

    @inlinable public init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

    /// The UTF-8 of a text that was not read from the system, such as a configured name or a literal.
    public init(_ text: String) { bytes = Array(text.utf8) }

    /// A path from the C library.
    public init(cString: UnsafePointer<CChar>) {
        bytes = Array(UnsafeRawBufferPointer(start: cString, count: strlen(cString)))
    }

    /// The empty path: the folder that other paths are relative to.
    public static let here = Path([])
    public static let root = Path("/")

    @usableFromInline static var separator: UInt8 { UInt8(ascii: "/") }

    public var isEmpty: Bool { bytes.isEmpty }
    public var isAbsolute: Bool { bytes.first == Self.separator }

    /// The path's text; nil if it is not UTF-8.
    public var text: String? { String(validating: bytes, as: UTF8.self) }

    /// Passes the path to a C function.
    public func withCString<Result, Failure>(
        _ body: (UnsafePointer<CChar>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try body(bytes.map { CChar(bitPattern: $0) } + [0])
    }
}

extension Path: Hashable {
    @inlinable public static func == (left: Path, right: Path) -> Bool { left.bytes == right.bytes }

    public func hash(into hasher: inout Hasher) {
        bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
    }
}

extension Path: Comparable {
    /// Byte order, as git sorts.
    @inlinable public static func < (left: Path, right: Path) -> Bool {
        left.bytes.withUnsafeBytes { left in
            right.bytes.withUnsafeBytes { right in
                let count = min(left.count, right.count)
                guard count > 0, let one = left.baseAddress, let other = right.baseAddress else {
                    return left.count < right.count
                }
                let order = memcmp(one, other, count)
                return order == 0 ? left.count < right.count : order < 0
            }
        }
    }
}

extension Path: ExpressibleByStringLiteral {
    public init(stringLiteral value: String) { self.init(value) }
}

extension Path: CustomStringConvertible {
    /// For display: bytes that are not UTF-8 appear as `\xE9`, controls are escaped. Neither a key nor meant to be
    /// parsed.
    public var description: String {
        if let text { return TerminalText.escaped(text) }
        var shown = ""
        var rest = bytes[...]
        while let byte = rest.first {
            let length = Self.scalarLength(rest)
            if length > 0 {
                shown += String(decoding: rest.prefix(length), as: UTF8.self)
                rest = rest.dropFirst(length)
            } else {
                shown += "\\x" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
                rest = rest.dropFirst()
            }
        }
        return TerminalText.escaped(shown)
    }

    /// The length in bytes of the UTF-8 scalar at the beginning; 0 if there is none.
    private static func scalarLength(_ bytes: ArraySlice<UInt8>) -> Int {
        (1...4).first { $0 <= bytes.count && String(validating: bytes.prefix($0), as: UTF8.self) != nil } ?? 0
    }
}
