/// Markdown of this project's documents for readers of plain text.
enum PlainMarkdown {
    static func text(_ markdown: String) -> String {
        var isCode = false
        var lines: [Substring] = []
        for line in markdown.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("```") {
                isCode.toggle()
            } else if isCode {
                lines.append("    " + line)
            } else {
                lines.append(
                    Substring(
                        line.drop { $0 == "#" }.drop { $0 == " " && line.hasPrefix("#") }
                            .replacing("`", with: "").replacing("**", with: "")))
            }
        }
        return lines.joined(separator: "\n")
    }
}
