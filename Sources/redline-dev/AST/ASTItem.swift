import PythonSyntax

/// A node of CPython's `ast` that is still to be written, or a gap in a list of nodes.
struct ASTItem {
    enum Content {
        case node(Syntax)
        /// The text between the fields of an f-string, which may come from several tokens.
        case literal(ASTLiteral)
        /// `None` in a list: the key of `**mapping`, a keyword-only parameter without default.
        case absent
    }

    /// Whether a name is read, bound or deleted: `expr_context`.
    enum Context: String {
        case load = "Load"
        case store = "Store"
        case delete = "Del"
    }

    /// The name of the field in the parent node.
    var field: String
    var content: Content
    var context = Context.load
    var depth = 0
    /// False below f-strings whose inner places are left out.
    var isPlaced = true
}

/// A piece of text in an f-string, as CPython joins it from neighbouring tokens.
struct ASTLiteral {
    var value: [UInt8]
    var start: Int
    var end: Int
    /// True if the literal begins with `u`.
    var isMarkedUnicode: Bool
}
