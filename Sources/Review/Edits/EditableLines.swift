import FileSystem
import PythonSyntax
import Rewriting
import SourceText

/// The lines that a fix makes of the code around its finding, for somebody to change: from its first changed line to its last, imports apart.
public struct EditableLines: Sendable {
    public let path: Path
    /// As the fix makes them.
    public let text: [UInt8]
    private let original: [UInt8]
    private let after: [UInt8]
    /// Lines of the original that the fix keeps, nearest before and after; nil at the ends of the file.
    private let before: Int?
    private let following: Int?

    /// Nil if the fix changes nothing in the file of its finding.
    public init?(_ part: Proposals.Part, of proposal: Proposal) {
        guard let change = part.changes.first(where: { $0.path == proposal.path }) else { return nil }
        let diff = LineDiff(change.before, change.after)
        let changed = diff.rows.indices.filter { diff.isChanged($0) && !diff.isImport($0) }
        guard let first = changed.first, let last = changed.last else { return nil }
        path = change.path
        (original, after) = (change.before, change.after)
        text = diff.rows[first...last].compactMap(\.newLine).flatMap { diff.new[$0] }
        before = diff.rows[..<first].last { $0.keptLines != nil }?.keptLines?.old
        following = diff.rows[(last + 1)...].first { $0.keptLines != nil }?.keptLines?.old
    }

    // MARK: Changing them

    /// What cannot be accepted.
    public struct Complaint: Error, Sendable, Equatable {
        public let message: String
    }

    /// The text to keep for what somebody wrote in place of these lines: indented from the margin on, each line with a line feed.
    ///
    /// Throws if the file would not be Python.
    public func kept(_ edited: [UInt8]) throws(Complaint) -> String {
        guard let string = String(validating: edited, as: UTF8.self) else { throw Complaint(message: "not UTF-8") }
        var lines: [Substring] = []
        for line in string.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false) {
            if line.allSatisfy(\.isWhitespace) {
                lines.append("")
            } else if line.hasPrefix(margin) {
                lines.append(line.dropFirst(margin.count))
            } else {
                throw Complaint(message: "'\(line)' is indented less than the fix")
            }
        }
        while lines.last == "" { lines.removeLast() }
        let text = lines.map { $0 + "\n" }.joined()
        guard let result = replaced(by: text, in: after) else {
            throw Complaint(message: "the place is not found again")
        }
        guard let source = try? SourceText(fileBytes: result) else { throw Complaint(message: "not UTF-8") }
        do throws(SyntaxError) {
            _ = try SyntaxTree(parsing: source)
        } catch {
            let position = LineTable(source).position(of: error.offset)
            throw Complaint(message: "not Python: line \(position.line): \(error.message)")
        }
        return text
    }

    /// A text of the file with other lines in place of these; nil if they are not there, or not just once.
    ///
    /// - Parameter kept: as `kept` returned it, perhaps when the code was indented in another way.
    func replaced(by kept: String, in bytes: [UInt8]) -> [UInt8]? {
        let diff = LineDiff(original, bytes)
        var (lower, upper) = (0, diff.new.count)
        for row in diff.rows {
            guard let lines = row.keptLines else { continue }
            if let before, lines.old <= before { lower = lines.new + 1 }
            if let following, lines.old >= following {
                upper = lines.new
                break
            }
        }
        guard lower <= upper else { return nil }
        let wanted = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let size = wanted.last?.isEmpty ?? true ? wanted.count - 1 : wanted.count
        guard upper - lower >= size else { return nil }
        let places = (lower...(upper - size)).filter { diff.new[$0..<$0 + size].joined().elementsEqual(text) }
        guard places.count == 1, let place = places.first else { return nil }
        return Array(diff.new[..<place].joined()) + indented(kept) + Array(diff.new[(place + size)...].joined())
    }

    /// As they would stand in the file.
    func indented(_ kept: String) -> [UInt8] {
        let ending = text.contains(UInt8(ascii: "\r")) ? "\r\n" : "\n"
        return kept.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .flatMap { Array((($0.isEmpty ? "" : margin) + $0 + ending).utf8) }
    }

    /// The white space before every line that is not blank.
    private var margin: String {
        let lines = text.split { $0 == 0x0A || $0 == 0x0D }.filter { $0.contains { $0 != 0x20 && $0 != 0x09 } }
        let margins = lines.map { $0.prefix { $0 == 0x20 || $0 == 0x09 } }
        guard var common = margins.first else { return "" }
        for other in margins.dropFirst() { common = common.prefix(zip(common, other).prefix { $0 == $1 }.count) }
        return String(decoding: common, as: UTF8.self)
    }
}

extension LineDiff {
    func isChanged(_ row: Int) -> Bool { rows[row].keptLines == nil }

    func isImport(_ row: Int) -> Bool {
        switch rows[row] {
        case .removed(let line): ImportLine.matches(old[line])
        case .added(let line): ImportLine.matches(new[line])
        case .kept, .indented: false
        }
    }
}

extension LineDiff.Row {
    var keptLines: (old: Int, new: Int)? { if case .kept(let old, let new) = self { (old, new) } else { nil } }

    var newLine: Int? {
        switch self {
        case .kept(_, let new), .indented(_, let new), .added(let new): new
        case .removed: nil
        }
    }
}
