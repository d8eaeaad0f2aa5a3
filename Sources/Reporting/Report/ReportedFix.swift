import FileSystem
import SourceText

/// What one fix changes by itself.
public struct ReportedFix: Sendable {
    /// Replaces a part of a file as it was before the run.
    public struct Edit: Sendable, Hashable {
        public let path: Path
        public let span: TextSpan
        public let text: String

        public init(_ path: Path, _ span: TextSpan, _ text: String) {
            (self.path, self.span, self.text) = (path, span, text)
        }

        /// True if the two cannot be made together: they change the same bytes, or insert at the same place.
        public func collides(with other: Edit) -> Bool {
            let (one, two) = (span.range, other.span.range)
            guard path == other.path else { return false }
            return switch (one.isEmpty, two.isEmpty) {
            case (true, true): one == two
            case (true, false): two.lowerBound < one.lowerBound && one.lowerBound < two.upperBound
            case (false, true): one.lowerBound < two.lowerBound && two.lowerBound < one.upperBound
            case (false, false): one.overlaps(two)
            }
        }
    }

    /// The same as lines for a comment on the change: whole lines of the file of the finding, and what they become.
    public struct Suggestion: Sendable, Equatable {
        /// Numbers of lines; the first of the file is 1.
        public let lines: ClosedRange<Int>
        /// Without the last line ending.
        public let text: String

        public init(_ lines: ClosedRange<Int>, _ text: String) { (self.lines, self.text) = (lines, text) }
    }

    /// By path and place; together with those of the fixes that it requires.
    public let edits: [Edit]
    /// Fixes without which there is no such place.
    public let requires: [FindingID]
    /// Fixes whose edits collide with these, such as a shared import.
    public internal(set) var sharedWith: [FindingID] = []
    /// Nil if the changes are too far apart for one.
    public let suggestion: Suggestion?
    /// A unified diff; nil if there is a suggestion.
    public let patch: String?

    public init(edits: [Edit], requires: [FindingID], suggestion: Suggestion?, patch: String?) {
        (self.edits, self.requires, self.suggestion, self.patch) = (edits, requires, suggestion, patch)
    }
}

extension ReportedFix {
    /// Notes in each fix which others share something with it.
    public static func noteShared(_ fixes: inout [FindingID: ReportedFix]) {
        var found: [FindingID: Set<FindingID>] = [:]
        let all = fixes.flatMap { id, fix in fix.edits.map { (id: id, edit: $0) } }
        for edits in Dictionary(grouping: all, by: \.edit.path).values {
            let sorted = edits.sorted { ($0.edit.span.start.offset, $0.id) < ($1.edit.span.start.offset, $1.id) }
            // Those that may reach to the next one.
            var open: [(id: FindingID, edit: Edit)] = []
            for next in sorted {
                let start = next.edit.span.start.offset
                open.removeAll { $0.edit.span.end.offset < start }
                for other in open where other.id != next.id && other.edit.collides(with: next.edit) {
                    found[next.id, default: []].insert(other.id)
                    found[other.id, default: []].insert(next.id)
                }
                open.append(next)
            }
        }
        for (id, others) in found { fixes[id]?.sharedWith = others.sorted() }
    }
}
