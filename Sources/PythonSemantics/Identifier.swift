import Foundation
import PythonSyntax

/// Names as Python compares them: in NFKC (PEP 3131), so that `ﬁ` is `fi`.
enum Identifier {
    static func name(_ node: Syntax) -> String { normalized(node.text) }

    static func normalized(_ text: String) -> String {
        text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCompatibilityMapping
    }
}
