import PythonSyntax
import SourceText

/// A text with errors in it, to see whether tests notice that the code around some places is broken.
enum PlantedError {
    private static let statement = "raise RuntimeError(\"planted by redline --verify\")"

    /// The text with an error at the start of each function around the offsets; before the statement itself outside of functions. Nil
    /// if that is not Python.
    static func text(_ bytes: [UInt8], at offsets: some Sequence<Int>) -> [UInt8]? {
        guard let source = try? SourceText(fileBytes: bytes), let tree = try? SyntaxTree(parsing: source) else {
            return nil
        }
        let starts = Set(offsets.map { start(around: $0, in: tree) }).sorted()
        let edits = starts.map { TextEdit(insertingAt: $0, inserted(at: $0, in: source)) }
        let planted = source.applying(edits)
        return (try? SyntaxTree(parsing: planted)) == nil ? nil : planted.bytes
    }

    /// Where a statement starts before which the error is planted; the end of the text if there is none.
    private static func start(around offset: Int, in tree: SyntaxTree) -> Int {
        let statement = tree.root.statement(at: offset)
        let around = statement.map { [$0] + $0.ancestors } ?? []
        if let function = around.lazy.compactMap(FunctionDefinition.init).first {
            let statements = function.body.children.filter(\.kind.isStatement)
            return (statements.first { !isFixedAtTop($0) } ?? statements.first ?? function.body).start
        }
        if let statement, !isFixedAtTop(statement) { return statement.start }
        let later = tree.root.children.first(where: { $0.kind.isStatement && $0.end > offset && !isFixedAtTop($0) })
        return later?.start ?? tree.source.bytes.count
    }

    /// Docstrings and `from __future__ import` lose their meaning after other statements.
    private static func isFixedAtTop(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .expressionStatement: statement.firstChild?.kind == .string
        default: statement.text.hasPrefix("from __future__")
        }
    }

    private static func inserted(at start: Int, in source: SourceText) -> String {
        let line = source.bytes[..<start].lastIndex(of: 0x0A).map { $0 + 1 } ?? source.contentStart
        let before = source.bytes[min(line, start)..<start]
        let isFirst = before.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C }
        if start == source.bytes.count { return "\n\(statement)\n" }
        return isFirst ? "\(statement)\n" + String(decoding: before, as: UTF8.self) : "\(statement); "
    }
}
