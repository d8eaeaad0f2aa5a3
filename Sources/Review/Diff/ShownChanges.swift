import FileSystem
import Reporting
import Rewriting
import Terminal

/// What a fix changes, as rows of text with line numbers, for anything that shows text.
public struct ShownChanges: Sendable {
    public struct Options: Sendable, Hashable {
        public var isSideBySide = false
        /// Lines that are only indented differently are shown once.
        public var hidesSpaces = true
        /// Lines around a change.
        public var context = 3
        public var showsFunction = false

        public init() {}
    }

    public enum Mark: String, Sendable, Hashable {
        case kept, removed, added, indented
    }

    public struct Line: Sendable, Hashable {
        /// The first line is 1; nil if the text does not have it.
        public let old: Int?
        public let new: Int?
        public let mark: Mark
        public let text: StyledLine
        /// The numbers of other fixes that add the same line at the same place.
        public let shared: [Int]
    }

    public enum Row: Sendable, Hashable {
        /// So many lines that are not shown.
        case gap(Int)
        case line(Line)
        case pair(Line?, Line?)
    }

    public struct File: Sendable {
        public let path: Path
        public let rows: [Row]
    }

    public let files: [File]
    /// The numbers of fixes that must be made, too.
    public let requires: [Int]
    public let hasIndentedLines: Bool

    public init(_ item: ReviewItem, of session: ReviewSession, _ options: Options = Options()) {
        let part = session.proposals.part(of: item.place)
        let numbers = Dictionary(session.items.map { ($0.place, $0.number) }) { first, _ in first }
        requires = part.requires.compactMap { numbers[$0] }.sorted()
        let views = FixView.changes(part, item, session.decision(on: item)?.edit).map { change in
            FileView(
                change, defect: change.path == item.proposal.path ? item.place.offset : nil,
                sharedWith: FixView.others(change.path, item, session))
        }
        hasIndentedLines = views.contains { view in
            view.diff.rows.contains { if case .indented = $0 { true } else { false } }
        }
        files = views.map { File(path: $0.path, rows: ShownRows($0, options).rows) }
    }
}

/// The rows of one file.
private struct ShownRows {
    typealias Line = ShownChanges.Line
    typealias Row = ShownChanges.Row

    private let file: FileView
    private let options: ShownChanges.Options

    init(_ file: FileView, _ options: ShownChanges.Options) {
        self.file = file
        self.options = options
    }

    var rows: [Row] {
        var shown = DiffOptions()
        shown.context = options.context
        shown.showsFunction = options.showsFunction
        var rows: [Row] = []
        var end = 0
        for hunk in file.hunks(shown) {
            if hunk.lowerBound > end { rows.append(.gap(hunk.lowerBound - end)) }
            rows += options.isSideBySide ? pairs(hunk) : hunk.flatMap(lines).map(Row.line)
            end = hunk.upperBound
        }
        if end < file.diff.rows.count, end > 0 { rows.append(.gap(file.diff.rows.count - end)) }
        return rows
    }

    private func lines(_ index: Int) -> [Line] {
        switch file.diff.rows[index] {
        case .kept(let old, let new): [line(old, new, .kept)]
        case .removed(let old): [line(old, nil, .removed)]
        case .added(let new): [line(nil, new, .added, file.shared[index] ?? [])]
        case .indented(let old, let new):
            options.hidesSpaces ? [line(old, new, .indented)] : [line(old, nil, .removed), line(nil, new, .added)]
        }
    }

    private func line(_ old: Int?, _ new: Int?, _ mark: ShownChanges.Mark, _ shared: [Int] = []) -> Line {
        let isChanged = mark == .removed || mark == .added
        let text =
            new.map { file.text(.new, $0, isChanged: isChanged, keepsColors: true) }
            ?? old.map { file.text(.old, $0, isChanged: isChanged, keepsColors: true) }
        return Line(old: old.map { $0 + 1 }, new: new.map { $0 + 1 }, mark: mark, text: text ?? "", shared: shared)
    }

    // MARK: Side by side

    private func pairs(_ hunk: Range<Int>) -> [Row] {
        var rows: [Row] = []
        var (removed, added): ([Int], [Int]) = ([], [])
        for index in hunk {
            switch file.diff.rows[index] {
            case .removed(let old): removed.append(old)
            case .added(let new): added.append(new)
            case .kept(let old, let new), .indented(let old, let new):
                rows += changed(removed, added) + [both(old, new, file.diff.rows[index])]
                (removed, added) = ([], [])
            }
        }
        return rows + changed(removed, added)
    }

    private func both(_ old: Int, _ new: Int, _ row: LineDiff.Row) -> Row {
        switch row {
        case .indented where !options.hidesSpaces: .pair(line(old, nil, .removed), line(nil, new, .added))
        case .indented: .pair(line(old, nil, .indented), line(nil, new, .indented))
        default: .pair(line(old, nil, .kept), line(nil, new, .kept))
        }
    }

    /// Lines that take each other's place stand side by side.
    private func changed(_ removed: [Int], _ added: [Int]) -> [Row] {
        var rows: [Row] = []
        var rest = added[...]
        for old in removed {
            if let partner = file.pairs.partner[old], rest.contains(partner) {
                rows += rest.prefix { $0 < partner }.map { .pair(nil, line(nil, $0, .added)) }
                rows.append(.pair(line(old, nil, .removed), line(nil, partner, .added)))
                rest = rest.drop { $0 <= partner }
            } else {
                rows.append(.pair(line(old, nil, .removed), nil))
            }
        }
        return rows + rest.map { .pair(nil, line(nil, $0, .added)) }
    }
}
