import FileSystem
import Git
import Rewriting

/// A digest of what a fix makes of the code: equal as long as Redline proposes the same.
///
/// Indentation that all lines of a change share does not count, nor do blank lines and imports: whether one is missing depends on the rest
/// of the file.
public enum ProposalDigest {
    /// 16 hexadecimal digits.
    ///
    /// - Parameter path: the file of the finding, whose name does not count: it may be renamed.
    public static func of(_ changes: [FileChange], at path: Path) -> String {
        var bytes: [UInt8] = []
        for change in changes {
            bytes += (change.path == path ? [] : change.path.bytes) + [0]
            let diff = LineDiff(change.before, change.after)
            for group in groups(of: diff) {
                bytes += text(of: group.old.map { diff.old[$0] }) + [1] + text(of: group.new.map { diff.new[$0] }) + [2]
            }
        }
        return ObjectID(hashing: bytes).short(digits: 16)
    }

    private typealias Group = (old: [Int], new: [Int])

    /// The changed lines between two that are kept, imports apart.
    private static func groups(of diff: LineDiff) -> [Group] {
        var groups: [Group] = []
        var current: Group = ([], [])
        for row in diff.rows + [.kept(old: 0, new: 0)] {
            switch row {
            case .removed(let old): if !ImportLine.matches(diff.old[old]) { current.old.append(old) }
            case .added(let new): if !ImportLine.matches(diff.new[new]) { current.new.append(new) }
            case .indented(let old, let new):
                current.old.append(old)
                current.new.append(new)
            case .kept:
                if !current.old.isEmpty || !current.new.isEmpty { groups.append(current) }
                current = ([], [])
            }
        }
        return groups
    }

    private static func text(of lines: [ArraySlice<UInt8>]) -> [UInt8] {
        let margin = lines.map { $0.prefix { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }.count }.min() ?? 0
        return lines.flatMap { line in
            // CRLF and LF are the same text.
            line.dropFirst(margin).filter { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") } + [
                UInt8(ascii: "\n")
            ]
        }
    }
}
