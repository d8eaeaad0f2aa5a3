import FileSystem
import Git
import Rewriting

/// A finding's identity as 16 hexadecimal digits, from codemod, path, scope, statement and ordinal.
public struct FindingID: Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ finding: LocatedFinding) {
        let identity = finding.identity
        let parts: [[UInt8]] = [
            Array(identity.codemod.utf8), Array(identity.path.bytes), Array(identity.scope.utf8),
            Array(String(identity.statement).utf8),
            Array(String(finding.ordinal).utf8),
        ]
        // A NUL cannot occur in a name or in source text.
        description = ObjectID(hashing: Array(parts.joined(separator: [0]))).short(digits: 16)
    }
}
