import FileSystem
import SourceText

/// Something to report that is not a finding: a folder that could not be read, a malformed comment.
public struct Notice: Sendable, Equatable, Comparable {
    public enum Severity: String, Sendable {
        /// Something was not looked at, or not as its author intended: exit code 2.
        case error
        case warning
        case note
    }

    public let severity: Severity
    public let path: Path?
    public let position: SourcePosition?
    public let message: String

    public init(_ severity: Severity, _ message: String, path: Path? = nil, position: SourcePosition? = nil) {
        self.severity = severity
        self.path = path
        self.position = position
        self.message = message
    }

    /// By place; notices without one come first.
    public static func < (left: Notice, right: Notice) -> Bool {
        let start = SourcePosition(line: 0, column: 0)
        return (left.path ?? .here, left.position ?? start, left.message)
            < (right.path ?? .here, right.position ?? start, right.message)
    }

    /// `path:line:column: message`, as far as the place is known.
    public var text: String {
        guard let path else { return message }
        return "\(path)\(position.map { ":\($0)" } ?? ""): \(message)"
    }
}
