import FileSystem
import Git
import Inputs

/// The texts of a project at an earlier commit and now. Each pair is compared once.
final class ComparedTexts {
    private let files: EarlierFiles
    private var withoutSpace: [Pair: KeptLines?] = [:]
    private var exact: [Pair: KeptLines?] = [:]

    private struct Pair: Hashable {
        let old: Path
        let new: Path
    }

    init(_ files: EarlierFiles) { self.files = files }

    func old(_ path: Path) -> [UInt8]? { try? files.bytes(at: path) }
    func new(_ path: Path) -> [UInt8]? { try? files.currentBytes(at: path) }

    /// The line that a line was, whatever its indentation; nil if there was none, or if the texts cannot be compared. The first is 1.
    func origin(of line: Int, in new: Path, from old: Path) -> Int? {
        let pair = Pair(old: old, new: new)
        if withoutSpace[pair] == nil { withoutSpace[pair] = .some(kept(pair, ignoringSpace: true)) }
        return withoutSpace[pair]??.origin(of: line)
    }

    /// True if one of some lines is not as it was, its indentation included.
    func hasChange(in lines: ClosedRange<Int>, of new: Path, since old: Path) -> Bool {
        let pair = Pair(old: old, new: new)
        if exact[pair] == nil { exact[pair] = .some(kept(pair, ignoringSpace: false)) }
        guard let kept = exact[pair] ?? nil else { return true }
        return lines.contains { kept.origin(of: $0) == nil }
    }

    private func kept(_ pair: Pair, ignoringSpace: Bool) -> KeptLines? {
        guard let old = old(pair.old), let new = new(pair.new) else { return nil }
        // Git may have checked the file out with other line endings.
        return try? KeptLines(Self.withoutCR(old), Self.withoutCR(new), ignoringSpace: ignoringSpace)
    }

    /// Some lines without what formatters change: white space, commas, parentheses, the kind of quotes. The first line is 1.
    static func withoutLayout(_ lines: ClosedRange<Int>, of text: [UInt8]) -> [UInt8] {
        let all = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return all.dropFirst(lines.lowerBound - 1).prefix(lines.count).joined().compactMap { byte in
            if " \t\r\\,()".utf8.contains(byte) { return nil }
            return byte == UInt8(ascii: "'") ? UInt8(ascii: "\"") : byte
        }
    }

    private static func withoutCR(_ text: [UInt8]) -> [UInt8] {
        text.contains(UInt8(ascii: "\r")) ? text.filter { $0 != UInt8(ascii: "\r") } : text
    }
}
