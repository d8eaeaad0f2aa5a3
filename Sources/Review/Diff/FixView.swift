import FileSystem
import Reporting
import Rewriting
import Terminal

/// The changes of one fix, laid out for a screen.
struct FixView: Sendable {
    struct Key: Sendable, Hashable {
        let place: FixPlace
        let columns: Int
        let options: DiffOptions
        /// What somebody has made of the fix.
        let edit: String?
        /// True once it is known what the other fixes of its file change.
        let isFileKnown: Bool
    }

    let key: Key
    let proposals: Proposals
    let lines: [StyledLine]
    /// The number of a fix that must be made, too.
    let requires: [Int]
    let hasIndentedLines: Bool

    init(_ item: ReviewItem, of session: ReviewSession, _ key: Key) {
        self.key = key
        proposals = session.proposals
        let part = proposals.part(of: item.place)
        let numbers = Dictionary(session.items.map { ($0.place, $0.number) }) { first, _ in first }
        requires = part.requires.compactMap { numbers[$0] }.sorted()
        let files = Self.changes(part, item, key.edit).map { change in
            FileView(
                change, defect: change.path == item.proposal.path ? item.place.offset : nil,
                sharedWith: Self.others(change.path, item, session))
        }
        hasIndentedLines = files.contains { file in
            file.diff.rows.contains { if case .indented = $0 { true } else { false } }
        }
        var lines: [StyledLine] = []
        for file in files {
            if files.count > 1 || file.path != item.proposal.path {
                if !lines.isEmpty { lines.append(StyledLine()) }
                lines.append(StyledLine(" \(file.path)", .bold))
            }
            lines += DiffLayout(file, key.options, columns: key.columns).lines
        }
        self.lines = lines.isEmpty ? [StyledLine(" The fix changes nothing by itself.", .dim)] : lines
    }

    static func changes(_ part: Proposals.Part, _ item: ReviewItem, _ edit: String?) -> [FileChange] {
        guard let edit, let lines = EditableLines(part, of: item.proposal) else { return part.changes }
        return part.changes.map { change in
            guard change.path == lines.path, let after = lines.replaced(by: edit, in: change.after) else {
                return change
            }
            return FileChange(path: change.path, before: change.before, after: after)
        }
    }

    /// The changes of other fixes to a file, as far as they are known.
    static func others(
        _ path: Path, _ item: ReviewItem, _ session: ReviewSession
    ) -> [(number: Int, change: FileChange)] {
        session.items.filter { $0.number != item.number }.flatMap { other in
            let part = session.proposals.knownPart(of: other.place)
            return (part?.changes ?? []).filter { $0.path == path }.map { (other.number, $0) }
        }
    }
}
