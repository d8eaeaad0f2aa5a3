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
        if let line = oneLine(value, keyword), base.count + line.count <= file.style.lineLength { return line }
        // Without a formatter, whoever broke the call meant it.
        let keepsBreaks = StatementLayout(file.tree).isBroken(value.range) && !file.isExploded
        guard !keepsBreaks, let parts = parts(of: value) else {
            return "\(keyword) \(moved(value, to: base, after: keyword.count + 1)) as \(name):"
        }
        let line = "\(keyword) \(parts.callee)(\(parts.arguments)) as \(name):"
        let fits = base.count + line.count <= file.style.lineLength
        if fits || parts.arguments.isEmpty || !file.style.breaksLongLines { return line }
        let newline = file.style.lineEnding.rawValue
        let inside = "\(newline)\(base)\(file.style.indentUnit)\(parts.arguments)\(newline)\(base)"
        return "\(keyword) \(parts.callee)(\(inside)) as \(name):"
    }

    /// The header of a call that is broken over lines, without the breaks.
    private func oneLine(_ value: Syntax, _ keyword: String) -> String? {
        let layout = StatementLayout(file.tree)
        guard layout.isBroken(value.range) else { return nil }
        return layout.onOneLine(value.range).map { "\(keyword) \($0) as \(name):" }
    }

    /// A node's text, its lines after the first at the same distance from another indentation, or from the bracket that they are
    /// in line with.
    private func moved(_ node: Syntax, to base: String, after column: Int) -> String {
        let text = file.source.string(in: node.range)
        let layout = StatementLayout(file.tree)
        let from = layout.indentation(of: node)
        if layout.holdsMultiLineString(node) { return text }
        let newline = file.style.lineEnding.rawValue
        let start = node.start - layout.lineStart(of: node)
        let lines = text.components(separatedBy: newline)
        let rest = lines.dropFirst().filter { !$0.isEmpty }
        if rest.allSatisfy({ $0.prefix { $0 == " " }.count > start }) {
            let shift = base.count + column - start
            return lines.enumerated().map { index, line in
                if index == 0 || line.isEmpty { return line }
                return shift < 0 ? String(line.dropFirst(-shift)) : String(repeating: " ", count: shift) + line
            }.joined(separator: newline)
        }
        if from == base { return text }
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
