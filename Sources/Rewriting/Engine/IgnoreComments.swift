import PythonSyntax
import SourceText

/// Writes the comments that `Suppressions` reads: `# redline: ignore[codemod] reason` at the end of a line.
public struct IgnoreComments {
    /// A finding to suppress.
    public struct Request: Sendable {
        /// Bytes of the file.
        public let range: Range<Int>
        public let codemod: String
        public let reason: String?

        public init(range: Range<Int>, codemod: String, reason: String?) {
            self.range = range
            self.codemod = codemod
            self.reason = reason
        }
    }

    private let tree: SyntaxTree
    private let lines: LineTable
    private let bytes: [UInt8]

    /// Nil if the text is not Python 3, or cannot be rewritten.
    public init?(in text: [UInt8]) {
        guard let tree = try? FileState.tree(of: text), tree.source.isRewritable else { return nil }
        self.tree = tree
        lines = LineTable(tree.source)
        bytes = tree.source.bytes
    }

    /// The text with a comment for each finding, on the first of its lines that can take one; nil if one has no such line.
    public func text(adding requests: [Request]) -> [UInt8]? {
        var byLine: [Int: [Request]] = [:]
        for request in requests {
            guard let line = line(for: request.range) else { return nil }
            byLine[line, default: []].append(request)
        }
        let edits = byLine.sorted { $0.key < $1.key }.map { line, requests in
            let end = end(of: line)
            let code = bytes[..<end].lastIndex { $0 != 0x20 && $0 != 0x09 }.map { $0 + 1 } ?? end
            return TextEdit(replacing: code..<end, with: "  " + Self.comment(requests))
        }
        let after = tree.source.applying(edits)
        guard let changed = try? SyntaxTree(parsing: after), hasSameTokens(as: changed) else { return nil }
        return after.bytes
    }

    // MARK: Lines

    private func line(for range: Range<Int>) -> Int? {
        let first = lines.lineIndex(of: range.lowerBound)
        let last = lines.lineIndex(of: max(range.lowerBound, range.upperBound - 1))
        return (first...last).first(where: takesComment)
    }

    /// The end of a line, its line feed excluded.
    private func end(of line: Int) -> Int {
        let next = line + 1 < lines.starts.count ? lines.starts[line + 1] : bytes.count
        let content = bytes[lines.starts[line]..<next]
        return (content.lastIndex { $0 != 0x0A && $0 != 0x0D } ?? lines.starts[line] - 1) + 1
    }

    /// False within a string and before a line that a backslash joins. Before Python 3.12, f-strings take no comments either.
    private func takesComment(_ line: Int) -> Bool {
        let end = end(of: line)
        let last = tree.tokenIndex(atOrAfter: end) - 1
        guard last >= 0 else { return false }
        let token = tree.tokens[last]
        guard token.range.upperBound > lines.starts[line], token.range.upperBound <= end else { return false }
        let isJoined = bytes[token.range.upperBound..<end].drop { $0 == 0x20 || $0 == 0x09 } == [UInt8(ascii: "\\")]
        return !isJoined && !isInFString(last)
    }

    private func isInFString(_ index: Int) -> Bool {
        var depth = 0
        for token in tree.tokens[...index] {
            if token.kind == .fStringStart { depth += 1 }
            if token.kind == .fStringEnd { depth -= 1 }
        }
        return depth > 0
    }

    private func hasSameTokens(as other: SyntaxTree) -> Bool {
        tree.tokens.count == other.tokens.count
            && tree.tokens.indices.allSatisfy { tree.bytes(ofToken: $0) == other.bytes(ofToken: $0) }
    }

    // MARK: Text

    /// One comment for each reason.
    private static func comment(_ requests: [Request]) -> String {
        var groups: [(reason: String, codemods: Set<String>)] = []
        for request in requests {
            let reason = text(of: request.reason)
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].codemods.insert(request.codemod)
            } else {
                groups.append((reason, [request.codemod]))
            }
        }
        return groups.map { group in
            "# redline: ignore[\(group.codemods.sorted().joined(separator: ", "))]"
                + (group.reason.isEmpty ? "" : " " + group.reason)
        }.joined(separator: "  ")
    }

    /// A reason on one line. A reason that would be read as another comment of this kind is left out.
    private static func text(of reason: String?) -> String {
        let line = (reason ?? "").split { $0.isNewline || $0.isWhitespace }.joined(separator: " ")
        let isPlain = line.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPlain && SuppressionComment.all(in: Array(line.utf8)[...]).isEmpty ? line : ""
    }
}
