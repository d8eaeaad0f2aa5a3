/// Documents of codemods as markup: headings, paragraphs, lists, tables, code, links. They are ours, and use no more than that.
struct Markdown {
    private var lines: ArraySlice<Substring>

    static func html(_ text: String) -> HTML {
        var reader = Markdown(lines: text.split(separator: "\n", omittingEmptySubsequences: false)[...])
        return reader.blocks()
    }

    /// One line, such as a message: code stands between backquotes.
    static func line(_ text: String) -> HTML {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // A single one is no quotation.
        guard parts.count % 2 == 1 else { return "\(text)" }
        let html = parts.enumerated().map { index, part -> HTML in
            index % 2 == 1 ? "<code>\(String(part))</code>" : "\(String(part))"
        }
        return "\(html)"
    }

    private mutating func blocks() -> HTML {
        var blocks: [HTML] = []
        while let line = lines.first {
            if line.allSatisfy({ $0 == " " }) {
                lines.removeFirst()
            } else if line.hasPrefix("```") {
                blocks.append(code())
            } else if line.hasPrefix("#") {
                blocks.append(heading())
            } else if line.hasPrefix("|") {
                blocks.append(table())
            } else if line.hasPrefix("- ") {
                blocks.append(list())
            } else {
                blocks.append("<p>\(Self.inline(text()))</p>")
            }
        }
        return "\(blocks)"
    }

    private mutating func code() -> HTML {
        lines.removeFirst()
        let end = lines.firstIndex { $0.hasPrefix("```") } ?? lines.endIndex
        let code = lines[..<end].joined(separator: "\n")
        lines = lines[end...].dropFirst()
        return "<pre tabindex=\"0\"><code>\(code)</code></pre>"
    }

    /// The document is a part of a page, which has headings of its own.
    private mutating func heading() -> HTML {
        let line = lines.removeFirst()
        let level = line.prefix { $0 == "#" }.count
        let text = Self.inline(String(line.dropFirst(level).drop { $0 == " " }))
        return level == 1 ? "<h2>\(text)</h2>" : level == 2 ? "<h3>\(text)</h3>" : "<h4>\(text)</h4>"
    }

    private mutating func table() -> HTML {
        let rows = lines.prefix { $0.hasPrefix("|") }
        lines = lines.dropFirst(rows.count)
        let cells = rows.map(Self.cells)
        guard let head = cells.first else { return "" }
        let heads: [HTML] = head.map { "<th scope=\"col\">\(Self.inline($0))</th>" }
        let body: [HTML] = cells.dropFirst(2).map { row in
            let cells: [HTML] = row.map { "<td>\(Self.inline($0))</td>" }
            return "<tr>\(cells)</tr>"
        }
        return """
            <div class="wide" tabindex="0" role="region" aria-label="Table"><table><thead><tr>\(heads)</tr></thead>\
            <tbody>\(body)</tbody></table></div>
            """
    }

    /// Without the bars; those in code are not ends of cells.
    private static func cells(_ row: Substring) -> [String] {
        var (cells, cell, isCode) = ([String](), "", false)
        for character in row.dropFirst() {
            if character == "`" { isCode.toggle() }
            if character == "|", !isCode {
                cells.append(trimmed(cell))
                cell = ""
            } else {
                cell.append(character)
            }
        }
        return cells
    }

    private static func trimmed(_ text: String) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }

    private mutating func list() -> HTML {
        var items: [HTML] = []
        while let line = lines.first, line.hasPrefix("- ") {
            var item = String(lines.removeFirst().dropFirst(2))
            while let next = lines.first, next.hasPrefix("  ") {
                item += " " + trimmedStart(next)
                lines.removeFirst()
            }
            items.append("<li>\(Self.inline(item))</li>")
        }
        return "<ul>\(items)</ul>"
    }

    private func trimmedStart(_ line: Substring) -> String { String(line.drop { $0 == " " }) }

    private mutating func text() -> String {
        let end =
            lines.dropFirst().firstIndex { line in
                line.allSatisfy { $0 == " " } || line.hasPrefix("#") || line.hasPrefix("|") || line.hasPrefix("```")
                    || line.hasPrefix("- ")
            } ?? lines.endIndex
        let text = lines[..<end].joined(separator: " ")
        lines = lines[end...]
        return text
    }

    /// Code and strong text; links are shown as their text: a page reaches nothing outside of it.
    private static func inline(_ text: String) -> HTML {
        var parts: [HTML] = []
        for (index, part) in text.split(separator: "`", omittingEmptySubsequences: false).enumerated() {
            if index % 2 == 1 {
                parts.append("<code>\(String(part))</code>")
            } else {
                for (index, part) in String(part).split(separator: "**", omittingEmptySubsequences: false).enumerated()
                {
                    parts.append(index % 2 == 1 ? "<strong>\(String(part))</strong>" : "\(withoutLinks(part))")
                }
            }
        }
        return "\(parts)"
    }

    private static func withoutLinks(_ text: Substring) -> String {
        String(text.replacing(#/\[([^\]]*)\]\([^)]*\)/#) { $0.output.1 })
    }
}
