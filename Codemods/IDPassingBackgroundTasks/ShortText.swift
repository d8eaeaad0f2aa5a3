import PythonSyntax

extension Syntax {
    /// As messages name an expression: a name or call in one line, anything long by its beginning.
    var shortText: String {
        let parts = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return parts.count <= 40 ? parts : parts.prefix(37) + "..."
    }
}
