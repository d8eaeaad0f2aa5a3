import FileSystem
import SourceText

/// Text of the project in Markdown, as GitHub and GitLab read it: nothing in it is markup, a link, a mention or HTML.
enum MarkdownText {
    /// On one line, without control characters; to be put after other text.
    static func escaped(_ text: String) -> String {
        let scalars = Array(TerminalText.escaped(text).unicodeScalars)
        var result = ""
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "&": result += "&amp;"
            // A backslash does not keep these from being mentions and references.
            case "@", "#": result += "\(scalar)<!-- -->"
            case "\\", "`", "*", "[", "]", "{", "!", "~", "$": result += "\\\(scalar)"
            case "_": result += isInWord(scalars, index) ? "_" : "\\_"
            case ":": result += needsBreak(after: result) ? ":<!-- -->" : ":"
            case "\t": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// A message of Redline's: what stands between backticks in it is code.
    static func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
        let isBalanced = parts.count % 2 == 1 && parts.indices.allSatisfy { $0 % 2 == 0 || !parts[$0].isEmpty }
        guard isBalanced else { return escaped(text) }
        return parts.enumerated().map { $0 % 2 == 0 ? escaped($1) : code($1) }.joined()
    }

    /// `product_id` stays as it is, `__init__` would be bold.
    private static func isInWord(_ text: [Unicode.Scalar], _ index: Int) -> Bool {
        func isWord(_ index: Int) -> Bool {
            text.indices.contains(index) && (text[index].properties.isAlphabetic || ("0"..."9").contains(text[index]))
        }
        return isWord(index - 1) && isWord(index + 1)
    }

    /// After a scheme, a colon would begin a link.
    private static func needsBreak(after text: String) -> Bool {
        ["http", "https", "ftp", "mailto", "xmpp"].contains { text.lowercased().hasSuffix($0) }
    }

    /// As code.
    static func code(_ text: String) -> String {
        let plain = TerminalText.escaped(text).replacing("\t", with: " ")
        let fence = String(repeating: "`", count: longestRun(of: "`", in: plain) + 1)
        let padding = plain.hasPrefix("`") || plain.hasSuffix("`") || plain.isEmpty ? " " : ""
        return fence + padding + plain + padding + fence
    }

    /// Markdown in a cell of a table, in which a bar would end the cell, even in code.
    static func cell(_ markdown: String) -> String { markdown.replacing("|", with: "\\|") }

    /// `app/a.py:12` as code.
    static func place(_ path: Path, _ position: SourcePosition) -> String { code("\(path):\(position.line)") }

    /// A fenced block.
    static func block(_ text: String, _ language: String) -> String {
        let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
        let lines = TerminalText.escaped(text, keepingLines: true)
        return "\(fence)\(language)\n\(lines)\(lines.hasSuffix("\n") ? "" : "\n")\(fence)"
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var (longest, current) = (0, 0)
        for next in text {
            current = next == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}
