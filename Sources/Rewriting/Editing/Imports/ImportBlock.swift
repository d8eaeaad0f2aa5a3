import PythonSyntax
import SourceText

/// Import statements that nothing but comments and blank lines separates.
struct ImportBlock {
    let statements: [Syntax]
    let lines: [ImportLine]
    private let kinds: ImportKinds
    private let file: FileContext
    /// Runs of statements without a blank line in between, by index.
    private let paragraphs: [Range<Int>]

    init(_ statements: [Syntax], _ kinds: ImportKinds, _ file: FileContext) {
        self.statements = statements
        self.kinds = kinds
        self.file = file
        lines = statements.compactMap(ImportLine.init)
        var starts = [0]
        for index in statements.indices.dropFirst() {
            let gap = statements[index - 1].end..<statements[index].start
            let isApart = Self.hasBlankLine(file.source.bytes[gap])
            if isApart { starts.append(index) }
        }
        paragraphs = zip(starts, starts.dropFirst() + [statements.count]).map { $0..<$1 }
    }

    private static func hasBlankLine(_ gap: ArraySlice<UInt8>) -> Bool {
        var isBlank = false
        for byte in gap {
            if byte == 0x0A {
                if isBlank { return true }
                isBlank = true
            } else if !Layout.isBlank(byte), byte != 0x0D {
                isBlank = false
            }
        }
        return false
    }

    private var newline: String { file.style.lineEnding.rawValue }

    /// The edits that add lines, each in its place.
    func adding(_ added: [ImportLine]) -> [TextEdit] {
        var edits: [TextEdit] = []
        var apart: [ImportKind: [ImportLine]] = [:]
        for line in added.sorted(by: ImportOrder.straightFirst.isBefore) {
            let kind = kinds.kind(of: line)
            if let place = place(of: line, kind) {
                edits.append(TextEdit(insertingAt: place, line.text + newline))
            } else {
                apart[kind, default: []].append(line)
            }
        }
        return edits + apart.sorted { $0.key < $1.key }.map { beginning($0.value, $0.key) }
    }

    /// In a paragraph that has imports of the same kind; nil if there is none.
    private func place(of line: ImportLine, _ kind: ImportKind) -> Int? {
        let fitting = paragraphs.filter { paragraph in lines[paragraph].contains { kinds.kind(of: $0) == kind } }
        let ofPackage = fitting.last { paragraph in
            !line.root.isEmpty && lines[paragraph].contains { $0.root == line.root }
        }
        guard let paragraph = ofPackage ?? fitting.last else { return nil }
        let alike = paragraph.filter { kinds.kind(of: lines[$0]) == kind }
        for candidates in [Array(paragraph), alike] where isContiguous(candidates) {
            let known = candidates.map { lines[$0] }
            guard let order = ImportOrder.allCases.first(where: { $0.holds(for: known) }) else { continue }
            if let next = candidates.first(where: { order.isBefore(line, lines[$0]) }) { return start(of: next) }
            return candidates.last.map(end)
        }
        // Without an order, beside its package.
        let beside = paragraph.last { !line.root.isEmpty && lines[$0].root == line.root }
        return (beside ?? alike.last ?? paragraph.last).map(end)
    }

    private func isContiguous(_ indices: [Int]) -> Bool {
        zip(indices, indices.dropFirst()).allSatisfy { $0 + 1 == $1 }
    }

    /// In a paragraph of their own, in the order of the kinds.
    private func beginning(_ added: [ImportLine], _ kind: ImportKind) -> TextEdit {
        let text = added.map { $0.text + newline }.joined()
        let next = paragraphs.first { paragraph in paragraph.allSatisfy { kinds.kind(of: lines[$0]) > kind } }
        if let next { return TextEdit(insertingAt: start(of: next.lowerBound), text + newline) }
        let offset = end(of: statements.count - 1)
        let isFollowed = offset < file.source.bytes.count && !Layout.isLineEnd(file.source.bytes[offset])
        return TextEdit(insertingAt: offset, newline + text + (isFollowed ? newline : ""))
    }

    /// The start of a statement's line, or of the comments right above it.
    private func start(of index: Int) -> Int {
        let layout = StatementLayout(file.tree)
        guard index > 0 else { return layout.lineStart(of: statements[index]) }
        return layout.startWithComments(of: statements[index], below: statements[index - 1].end)
    }

    private func end(of index: Int) -> Int {
        Layout.nextLineStart(of: statements[index].end, in: file.source)
    }
}
