import PythonSyntax
import SourceText

/// The style of a file, so that inserted code looks like the author's own.
public struct FileStyle: Sendable {
    /// One level of indentation: the most frequent step in the file, or four spaces if there is none.
    public let indentUnit: String
    public let lineEnding: LineEnding
    /// In columns.
    public let lineLength: Int
    /// True unless the file has wider lines of code that nobody broke: then nothing asks for a break in a line that is inserted.
    public let breaksLongLines: Bool

    /// Without a line length, the file's own decides.
    public init(of tree: SyntaxTree, lineLength: Int? = nil) {
        let (unit, ending) = (Self.indentUnit(of: tree), LineEnding(prevailingIn: tree.source))
        if let lineLength {
            self.init(indentUnit: unit, lineEnding: ending, lineLength: lineLength, breaksLongLines: true)
            return
        }
        let kept = LongLines.kept(by: tree, usual: ProjectConfiguration.defaultLineLength) {
            FileStyle(indentUnit: unit, lineEnding: ending, lineLength: $0, breaksLongLines: true)
        }
        self.init(indentUnit: unit, lineEnding: ending, lineLength: kept.length, breaksLongLines: kept.areBroken)
    }

    private init(indentUnit: String, lineEnding: LineEnding, lineLength: Int, breaksLongLines: Bool) {
        self.indentUnit = indentUnit
        self.lineEnding = lineEnding
        self.lineLength = lineLength
        self.breaksLongLines = breaksLongLines
    }

    private static func indentUnit(of tree: SyntaxTree) -> String {
        var open: [String] = [""]
        var counts: [String: Int] = [:]
        for token in tree.tokens {
            if token.kind == .indent {
                let indentation = Layout.indentation(before: token.range.lowerBound, in: tree.source)
                if let outer = open.last, indentation.hasPrefix(outer) {
                    counts[String(indentation.dropFirst(outer.count)), default: 0] += 1
                }
                open.append(indentation)
            } else if token.kind == .dedent, open.count > 1 {
                open.removeLast()
            }
        }
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? "    "
    }
}
