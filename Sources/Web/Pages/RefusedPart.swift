import FileSystem
import Reporting
import Review
import Rewriting
import SourceText

/// Places without a fix, with reasons.
enum RefusedPart {
    static func html(_ findings: [LocatedFinding], limit: Int) -> HTML {
        guard !findings.isEmpty else {
            return """
                <section class="panel" tabindex="-1" aria-labelledby="refused-title"><h2 id="refused-title">Places without a fix</h2>
                <p class="empty">None.</p></section>
                """
        }
        let count = findings.count.counted("place")
        let more: HTML = """
            <p><button type="button" data-do="more-refused" data-more="\(limit + ListPart.pageSize)">\
            Show \(min(ListPart.pageSize, findings.count - limit)) more of \(findings.count - limit)</button></p>
            """
        return """
            <section class="panel" tabindex="-1" aria-labelledby="refused-title"><h2 id="refused-title">\(count) without a fix</h2>
            <p class="dim">Found, and left alone for these reasons.</p>
            <p><button type="button" data-do="back">Back to the fixes</button></p>
            \(list(findings.prefix(limit)))\(more, if: findings.count > limit)</section>
            """
    }

    static func list(_ findings: some Sequence<LocatedFinding>) -> HTML {
        let rows = findings.map { finding -> HTML in
            """
            <li><code>\(finding.path):\(finding.position.line)</code> <span class="dim">\(finding.codemod), \
            \(PatchReport.word(finding.outcome))</span><br>\(Markdown.line(PatchReport.message(finding)))</li>
            """
        }
        return "<ul class=\"plain refused\">\(rows)</ul>"
    }
}
