import FileSystem
import Git
import Rewriting

/// A finding's identity as 16 hexadecimal digits, from codemod, path, scope, statement and ordinal.
public struct FindingID: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ finding: LocatedFinding) {
        let identity = finding.identity
        let digits = String(identity.statement, radix: 16)
        self.init(
            codemod: identity.codemod, path: identity.path, scope: identity.scope,
            statement: String(repeating: "0", count: 16 - digits.count) + digits, ordinal: finding.ordinal)
    }

    /// - Parameter statement: its digest, 16 hexadecimal digits.
    public init(codemod: String, path: Path, scope: String, statement: String, ordinal: Int) {
        let parts: [[UInt8]] = [
            Array(codemod.utf8), Array(path.bytes), Array(scope.utf8), Array(statement.utf8),
            Array(String(ordinal).utf8),
        ]
        // A NUL cannot occur in a name or in source text.
        description = ObjectID(hashing: Array(parts.joined(separator: [0]))).short(digits: 16)
    }

    public static func < (left: FindingID, right: FindingID) -> Bool { left.description < right.description }
}
