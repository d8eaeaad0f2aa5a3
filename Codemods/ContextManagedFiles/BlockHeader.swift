import FoundationEssentials
import PythonSyntax
import Rewriting
import SourceText

/// The header of a new `with` statement that opens one file.
struct BlockHeader {
    let opener: FileOpener
    /// What the file is called in the block.
    let name: String
    let file: FileContext
    /// The opener that it is given, with the name that its file gets.
    var wrapped: (pair: WrappedOpener, name: String)?

    /// At an indentation, without it before the first line. The call is put on one line if it fits; else its arguments get one of
    /// their own.
    func text(at base: String) -> String {
        let value = opener.context(in: file)
        let keyword = opener.isAsync ? "async with" : "with"
        if let wrapped { return "\(keyword) \(wrapped.pair.items(inner: wrapped.name, outer: name)):" }
        guard let parts = parts(of: value) else { return "\(keyword) \(moved(value, to: base)) as \(name):" }
        let line = "\(keyword) \(parts.callee)(\(parts.arguments)) as \(name):"
        let fits = base.count + line.count <= file.style.lineLength
        if fits || parts.arguments.isEmpty || !file.style.breaksLongLines { return line }
        let newline = file.style.lineEnding.rawValue
        let inside = "\(newline)\(base)\(file.style.indentUnit)\(parts.arguments)\(newline)\(base)"
        return "\(keyword) \(parts.callee)(\(inside)) as \(name):"
    }

    /// A node's text, its lines after the first at the same distance from another indentation.
    private func moved(_ node: Syntax, to base: String) -> String {
        let text = file.source.string(in: node.range)
        let layout = StatementLayout(file.tree)
        let from = layout.indentation(of: node)
        if layout.holdsMultiLineString(node) || from == base { return text }
        let newline = file.style.lineEnding.rawValue
        return text.components(separatedBy: newline).enumerated().map { index, line in
            index > 0 && line.hasPrefix(from) ? base + line.dropFirst(from.count) : line
        }.joined(separator: newline)
    }

    /// A call's function and its arguments. Nil where one of them spans lines, or a comment or a comma at the end asks for more
    /// than one.
    private func parts(of value: Syntax) -> (callee: String, arguments: String)? {
        let (layout, source) = (StatementLayout(file.tree), file.source)
        guard value.kind == .call, let arguments = value.child(.arguments) else { return nil }
        let callee = value.start..<arguments.start
        let all = Array(arguments.children)
        guard !layout.isBroken(callee), !all.contains(where: { layout.isBroken($0.range) }) else { return nil }
        let isBroken = layout.isBroken(value.range)
        if isBroken, let last = all.last {
            let end = source.string(in: last.end..<arguments.end)
            if end.contains(",") || !file.tree.comments(in: arguments.range).isEmpty { return nil }
        }
        let text =
            isBroken
            ? all.map { source.string(in: $0.range) }.joined(separator: ", ")
            : source.string(in: arguments.start + 1..<arguments.end - 1)
        return (source.string(in: callee), text)
    }
}
