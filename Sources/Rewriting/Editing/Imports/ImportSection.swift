import PythonLibraries
import PythonSyntax
import SourceText

/// The imports at the top level of a file, and where another one belongs among them.
///
/// They are in blocks, between which other statements are: a new import goes into the block that has others of its kind, never
/// between statements of another kind. In a block, blank lines separate paragraphs.
struct ImportSection {
    private let file: FileContext
    private let blocks: [ImportBlock]

    init(_ file: FileContext) {
        self.file = file
        var blocks: [[Syntax]] = [[]]
        for statement in file.tree.root.children.filter(\.kind.isStatement) {
            if ImportLine(of: statement) != nil {
                blocks[blocks.count - 1].append(statement)
            } else if statement.kind.isDefinition {
                break
            } else if !blocks[blocks.count - 1].isEmpty {
                blocks.append([])
            }
        }
        let kinds = ImportKinds(file, blocks.flatMap { $0 })
        self.blocks = blocks.filter { !$0.isEmpty }.map { ImportBlock($0, kinds, file) }
    }

    /// The statement at the top level that takes another name of a module.
    func statement(importingFrom module: String) -> Syntax? {
        let found = blocks.flatMap(\.statements).filter { ImportLine(of: $0)?.module == module }
            .filter { $0.kind == .importFromStatement && !isStar($0) }
        let plain = found.filter { statement in
            !statement.children.contains { $0.kind == .importAlias && $0.child(.alias) != nil }
        }
        // Some projects have one line per name.
        return plain.count > 1 ? nil : plain.first
    }

    private func isStar(_ statement: Syntax) -> Bool {
        !statement.children.contains { $0.kind == .importAlias && $0.text != "*" }
    }

    /// The edits that add lines of their own.
    func adding(_ lines: [ImportLine]) -> [TextEdit] {
        guard !lines.isEmpty else { return [] }
        let kinds = ImportKinds(file, blocks.flatMap(\.statements))
        guard !blocks.isEmpty else { return first(lines, kinds) }
        var edits: [TextEdit] = []
        let byBlock = Dictionary(grouping: lines) { block(for: $0, kinds) }
        for (index, lines) in byBlock.sorted(by: { $0.key < $1.key }) { edits += blocks[index].adding(lines) }
        return edits
    }

    /// The last block with imports of the same package, else of the same kind; else the first one for the standard library, which
    /// depends on nothing that the file sets up, and the last one for the others.
    private func block(for line: ImportLine, _ kinds: ImportKinds) -> Int {
        let kind = kinds.kind(of: line)
        let ofPackage = blocks.lastIndex { block in
            !line.root.isEmpty && block.lines.contains { $0.root == line.root }
        }
        let ofKind = blocks.lastIndex { block in block.lines.contains { kinds.kind(of: $0) == kind } }
        return ofPackage ?? ofKind ?? (kind == .standard ? 0 : blocks.count - 1)
    }

    /// The first imports of a file: after its docstring, before its first statement.
    private func first(_ lines: [ImportLine], _ kinds: ImportKinds) -> [TextEdit] {
        let newline = file.style.lineEnding.rawValue
        let statements = file.tree.root.children.filter(\.kind.isStatement)
        let hasDocstring =
            statements.first.map { $0.kind == .expressionStatement && $0.child(.value)?.kind == .string } ?? false
        let sorted = lines.sorted { ImportOrder.straightFirst.isBefore($0, $1) }
        let groups = ImportKind.allCases.compactMap { kind -> String? in
            let own = sorted.filter { kinds.kind(of: $0) == kind }
            return own.isEmpty ? nil : own.map { $0.text + newline }.joined()
        }
        let text = groups.joined(separator: newline)
        guard let next = statements.dropFirst(hasDocstring ? 1 : 0).first else {
            let end = file.source.bytes.count
            return [TextEdit(insertingAt: end, (hasDocstring ? newline : "") + text)]
        }
        let layout = StatementLayout(file.tree)
        guard let docstring = hasDocstring ? statements[0] : nil else {
            let blank = next.kind.isDefinition ? newline + newline : newline
            return [TextEdit(insertingAt: layout.lineStart(of: next), text + blank)]
        }
        let start = layout.startWithComments(of: next, below: docstring.end)
        let isApart = start > layout.nextLine(after: docstring)
        let blank = next.kind.isDefinition ? newline + newline : newline
        return [TextEdit(insertingAt: start, (isApart ? "" : newline) + text + blank)]
    }
}

extension NodeKind {
    fileprivate var isDefinition: Bool {
        switch self {
        case .functionDefinition, .classDefinition: true
        default: false
        }
    }
}
