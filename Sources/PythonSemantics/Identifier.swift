import Foundation
import PythonSyntax

/// Names as Python compares them: in NFKC (PEP 3131), so that `ﬁ` is `fi`.
enum Identifier {
    static func name(_ node: Syntax) -> String { name(node.bytes) }

    static func name(ofToken token: Int, in tree: SyntaxTree) -> String { name(tree.bytes(ofToken: token)) }

    private static func name(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return isPlain(bytes) ? text : text.precomposedStringWithCompatibilityMapping
    }

    /// A name in the form in which Python looks it up.
    static func normalized(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCompatibilityMapping
    }

    /// True for ASCII, which NFKC leaves unchanged.
    static func isPlain(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 < 0x80 } }
}
