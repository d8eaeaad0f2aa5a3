/// A line that ends with a list in brackets, broken if it is too long.
public enum WrappedLine {
    /// On one line if it fits; else with the items on a second line; else with one item per line. Indented by four
    /// spaces per level, as in templates.
    public static func text(
        _ head: String, _ items: [String], _ tail: String, depth: Int, style: FileStyle
    ) -> String {
        let indentation = String(repeating: "    ", count: depth)
        let one = indentation + head + items.joined(separator: ", ") + tail
        let unit = style.indentUnit == "\t" ? 8 : style.indentUnit.count
        let room = style.lineLength - depth * (unit - 4)
        if one.count <= room || items.isEmpty { return one }
        let inner = indentation + "    "
        let body = inner + items.joined(separator: ", ")
        if body.count <= room, !items.contains(where: { $0.hasPrefix("*") }) {
            return "\(indentation)\(head)\n\(body)\n\(indentation)\(tail)"
        }
        return "\(indentation)\(head)\n" + items.map { "\(inner)\($0),\n" }.joined() + indentation + tail
    }
}
