/// The part of Markdown that lists of cases use: a title, sections, and fenced blocks in them (CommonMark, 4.2 and
/// 4.5).
struct MarkdownList {
    struct Block {
        let language: String
        /// The word after the language: a path.
        let argument: String?
        let text: String
        /// The lines of the fences and everything between them.
        let lines: Range<Int>
    }

    struct Section {
        let title: String
        var blocks: [Block] = []
        var lines: Range<Int>
    }

    private(set) var title: String?
    private(set) var sections: [Section] = []
    private let lines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        var index = 0
        while index < lines.count {
            let line = lines[index]
            if line.hasPrefix("```") {
                let block = block(at: index)
                index = block.lines.upperBound - 1
                if !sections.isEmpty { sections[sections.count - 1].blocks.append(block) }
            } else if line.hasPrefix("## ") {
                sections.append(Section(title: String(line.dropFirst(3)), lines: index..<index + 1))
            } else if line.hasPrefix("# "), title == nil {
                title = String(line.dropFirst(2))
            }
            index += 1
            if !sections.isEmpty, !line.isEmpty {
                sections[sections.count - 1].lines = sections[sections.count - 1].lines.lowerBound..<index
            }
        }
    }

    private func block(at start: Int) -> Block {
        var end = start + 1
        while end < lines.count, lines[end] != "```" { end += 1 }
        let words = lines[start].dropFirst(3).split(separator: " ")
        return Block(
            language: words.first.map(String.init) ?? "", argument: words.dropFirst().first.map(String.init),
            text: lines[(start + 1)..<end].map { $0 + "\n" }.joined(), lines: start..<min(end + 1, lines.count))
    }

    /// Replaces the first block of a language in a section, or adds one after the section's last line.
    func replacing(_ language: String, of title: String, with text: String) -> String {
        guard let section = sections.first(where: { $0.title == title }) else { return lines.joined(separator: "\n") }
        let content = text.isEmpty ? [] : text.split(separator: "\n", omittingEmptySubsequences: false)
        let body = content.last == "" ? content.dropLast() : content[...]
        var block = ["```\(language)"] + body + ["```"]
        var range = section.lines.upperBound..<section.lines.upperBound
        if let old = section.blocks.first(where: { $0.language == language }) {
            range = old.lines
        } else {
            block.insert("", at: 0)
        }
        return (lines[..<range.lowerBound] + block + lines[range.upperBound...]).joined(separator: "\n")
    }
}
