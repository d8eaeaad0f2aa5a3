import FileSystem
import Review
import Terminal

/// What a fix changes in one file, as a table. Lines are marked by a sign as well as by a colour.
struct DiffPart {
    let file: ShownChanges.File
    let isSideBySide: Bool

    var html: HTML {
        let rows = file.rows.map(row)
        let heads: HTML =
            isSideBySide
            ? """
            <th scope="col">Line before</th><th scope="col">Text before</th><th scope="col">Line after</th>\
            <th scope="col">Text after</th>
            """
            : """
            <th scope="col">Line before</th><th scope="col">Line after</th><th scope="col">Change</th><th scope="col">Text</th>
            """
        let kind: HTML = isSideBySide ? "split" : "unified"
        return """
            <table class="diff \(kind)"><caption>\(file.path)</caption>\(columns)<thead class="hidden"><tr>\(heads)</tr></thead>\
            <tbody>\(rows)</tbody></table>
            """
    }

    private var columns: HTML {
        isSideBySide
            ? "<colgroup><col class=\"n\"><col><col class=\"n\"><col></colgroup>"
            : "<colgroup><col class=\"n\"><col class=\"n\"><col class=\"m\"><col></colgroup>"
    }

    private func row(_ row: ShownChanges.Row) -> HTML {
        switch row {
        case .gap(let count):
            "<tr class=\"gap\"><td colspan=\"4\">\(count == 1 ? "1 line" : "\(count) lines")</td></tr>"
        case .line(let line): unified(line)
        case .pair(let old, let new): "<tr>\(side(old, \.old))\(side(new, \.new))</tr>"
        }
    }

    private func unified(_ line: ShownChanges.Line) -> HTML {
        """
        <tr class="\(line.mark.rawValue)">\(number(line.old))\(number(line.new))\
        <td class="sign">\(Self.sign(line.mark))</td><td class="text">\(text(line.text))\(shared(line))</td></tr>
        """
    }

    private func side(_ line: ShownChanges.Line?, _ numberOf: (ShownChanges.Line) -> Int?) -> HTML {
        guard let line else { return "<td class=\"none\"></td><td class=\"none\"></td>" }
        return """
            \(number(numberOf(line)))<td class="text \(line.mark.rawValue)">\
            <span class="sign">\(Self.sign(line.mark))</span>\(text(line.text))\(shared(line))</td>
            """
    }

    private func number(_ number: Int?) -> HTML {
        number.map { "<th scope=\"row\">\($0)</th>" } ?? "<td class=\"number\"></td>"
    }

    private static func sign(_ mark: ShownChanges.Mark) -> String {
        switch mark {
        case .kept: " "
        case .removed: "-"
        case .added: "+"
        case .indented: "›"
        }
    }

    private func shared(_ line: ShownChanges.Line) -> HTML {
        guard !line.shared.isEmpty else { return "" }
        let numbers = line.shared.prefix(3).map(String.init).joined(separator: ", ")
        return " <span class=\"shared\">shared with \(numbers)\(line.shared.count > 3 ? ", …" : "")</span>"
    }

    private func text(_ line: StyledLine) -> HTML {
        let pieces = line.pieces.map { piece -> HTML in
            let text: HTML
            switch (piece.style.color, piece.style.isDim) {
            case (.blue, _): text = "<span class=\"k\">\(piece.text)</span>"
            case (.yellow, _): text = "<span class=\"s\">\(piece.text)</span>"
            case (.cyan, _): text = "<span class=\"l\">\(piece.text)</span>"
            case (_, true): text = "<span class=\"c\">\(piece.text)</span>"
            default: text = "\(piece.text)"
            }
            return piece.style.isReversed ? "<mark>\(text)</mark>" : text
        }
        return "\(pieces)"
    }
}
