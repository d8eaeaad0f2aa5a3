import FileSystem
import Reporting
import Review
import Rewriting
import SourceText

/// What stands beside a fix: equal statements, and the document of its codemod.
struct AsidePart {
    private let item: ReviewItem
    private let session: ReviewSession

    init(_ item: ReviewItem, _ session: ReviewSession) {
        self.item = item
        self.session = session
    }

    var html: HTML {
        let others = session.others.count { $0.codemod == item.proposal.codemod }
        let refused: HTML = """
            <p><button type="button" data-do="refused">Places without a fix (\(session.others.count)) <kbd>r</kbd></button></p>
            """
        let here: HTML = "<p class=\"dim\">\(others) of this codemod.</p>"
        return """
            <p class="folded"><button type="button" data-do="document">Back to the fix</button></p>\(twins)\(refused, if: !session.others.isEmpty)\(here, if: others > 0)\
            <details class="document" open><summary>What this codemod does</summary>\(Self.document(item.document))</details>
            """
    }

    /// Without the fields after the summary: the page has them elsewhere.
    static func document(_ document: CodemodDocument) -> HTML {
        let lines = document.markdown.split(separator: "\n", omittingEmptySubsequences: false)
        let end = lines.firstIndex { $0.hasPrefix("## ") } ?? lines.endIndex
        let head = lines[..<end].filter { line in !fields.contains { line.hasPrefix($0) } }
        return Markdown.html((head + lines[end...]).joined(separator: "\n"))
    }

    private static let fields = ["Severity:", "Level:", "Findings:", "Commit:", "Formerly:"]

    private var twins: HTML {
        guard !item.twins.isEmpty else { return "" }
        let links = item.twins.prefix(20).map { number -> HTML in
            let other = session.items[number - 1]
            return """
                <li><a href="#fix-\(other.proposal.id.description)">\(number): \(other.location)</a> \
                <span class="dim">\(ListPart.word(session.status(other)))</span></li>
                """
        }
        let rest: HTML = "<li>and \(item.twins.count - 20) more</li>"
        return """
            <section><h2>Same statement elsewhere</h2><ul class="plain">\(links)\(rest, if: item.twins.count > 20)</ul></section>
            """
    }
}
