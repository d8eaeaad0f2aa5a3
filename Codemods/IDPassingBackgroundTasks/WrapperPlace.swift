import PythonSyntax
import Rewriting
import SourceText

/// Where a wrapper stands: in front of the top-level statement that schedules it, above the comments of that statement.
struct WrapperPlace {
    private let file: FileContext
    /// The start of a line.
    let offset: Int

    /// Nil where the call is in no statement of the file.
    init?(above call: Syntax, in file: FileContext) {
        let around = [call] + Array(call.ancestors)
        guard let top = around.first(where: { $0.parent?.kind == .module }) else { return nil }
        self.file = file
        var start = Layout.lineStart(of: top.start, in: file.source)
        while start > file.source.contentStart {
            let previous = Layout.previousLineStart(before: start, in: file.source)
            guard file.source.bytes[previous] == UInt8(ascii: "#") else { break }
            start = previous
        }
        offset = start
    }

    /// The wrapper with two blank lines around it (PEP 8).
    func inserting(_ text: String) -> TextEdit {
        let filled = Template(text).filled([:], indentation: "", style: file.style)
        let newline = file.style.lineEnding.rawValue
        let above = String(repeating: newline, count: max(0, 2 - blankLinesAbove))
        return TextEdit(insertingAt: offset, above + filled + newline + newline + newline)
    }

    /// How many blank lines end at the place, two at the most.
    private var blankLinesAbove: Int {
        var count = 0
        var end = offset
        while count < 2, end > file.source.contentStart {
            let start = Layout.previousLineStart(before: end, in: file.source)
            let isBlank = file.source.bytes[start..<end].allSatisfy { Layout.isBlank($0) || Layout.isLineEnd($0) }
            guard isBlank else { return count }
            count += 1
            end = start
        }
        return count
    }
}
