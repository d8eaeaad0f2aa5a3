import FileSystem
import Reporting
import Review
import Rewriting
import SourceText

/// A review as one file that needs nothing else, for a pipeline's artifacts: shows fixes and decisions, without any script.
public enum StaticPage {
    /// Of style.css, for the policy of the page. A test compares it with the file and says what it should be.
    private static let styleSheetHash = "sha256-YEXguyC/6TEVvJnU6I3q1T20HPtNcIFEeyUNU2phivc="

    public static func text(of session: ReviewSession) -> [UInt8] {
        let decided = session.items.count - session.openCount
        let page: HTML = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '\(styleSheetHash)'; \
            form-action 'none'; base-uri 'none'">
            <meta name="referrer" content="no-referrer"><meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark"><title>\(session.title): redline</title>
            <style>\(HTML.styleSheet)</style></head><body class="static">
            <a class="skip" href="#main">Skip to the fixes</a>
            <header class="top"><h1>redline</h1><p id="title">\(session.title)</p>
            <p class="progress">\(decided) of \(session.items.count) decided</p></header>
            <nav aria-label="Fixes"><details open><summary>Fixes</summary>\(contents(session))</details></nav>
            <main id="main" tabindex="-1"><p>\(CommitPart.counts(session))</p>\(articles(session))\(others(session))\(documents(session))</main>
            </body></html>

            """
        return Array(page.text.utf8)
    }

    private static func contents(_ session: ReviewSession) -> HTML {
        guard !session.items.isEmpty else { return "<p class=\"empty\">Nothing to fix.</p>" }
        let rows = session.items.map { item -> HTML in
            let status = session.status(item)
            return """
                <li class="\(FixPart.className(status))"><a href="#fix-\(item.proposal.id.description)">\
                <span class="icon" aria-hidden="true">\(status.mark)</span> \(item.number) \
                <span class="path">\(item.location)</span></a> <span class="word">\(ListPart.word(status))</span></li>
                """
        }
        return "<ol class=\"plain contents\">\(rows)</ol>"
    }

    private static func articles(_ session: ReviewSession) -> [HTML] {
        session.items.map { FixPart($0, session, isReadOnly: true).html }
    }

    private static func others(_ session: ReviewSession) -> HTML {
        guard !session.others.isEmpty else { return "" }
        return """
            <section class="panel"><h2>\(session.others.count.counted("place")) without a fix</h2>\
            \(RefusedPart.list(session.others))</section>
            """
    }

    private static func documents(_ session: ReviewSession) -> [HTML] {
        var seen: Set<String> = []
        return session.items.map(\.document).filter { seen.insert($0.id).inserted }.map {
            "<details class=\"document\"><summary>What \($0.id) does</summary>\(AsidePart.document($0))</details>"
        }
    }
}
