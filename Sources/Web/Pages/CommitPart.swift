import Reporting
import Review

/// What was decided, and what a commit of it would be.
struct CommitPart {
    private let session: ReviewSession
    private let plan: CommitPreview

    init(_ session: ReviewSession, _ plan: CommitPreview) {
        self.session = session
        self.plan = plan
    }

    var html: HTML {
        """
        <section class="panel" tabindex="-1" aria-labelledby="commit-title"><h2 id="commit-title">Commit</h2>
        <p>\(Self.counts(session))</p>
        \(plan.commits.isEmpty ? nothing : commits)\(missing)\(Self.declined(session))\(plan.commits.isEmpty ? "" : end)
        </section>
        """
    }

    /// Counts of decisions, as in the terminal.
    static func counts(_ session: ReviewSession) -> String {
        func count(_ verdict: Verdict) -> Int { session.items.count { session.status($0) == .decided(verdict) } }
        let parts = [
            ("accepted", count(.accept)), ("rejected", count(.reject)), ("ignored", count(.ignore)),
            ("known", count(.known)), ("open", session.openCount),
        ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
        return parts.isEmpty ? "Nothing to fix." : parts.joined(separator: ", ") + "."
    }

    private var nothing: HTML {
        "<p class=\"empty\">Nothing to commit: no fix is accepted, or its code is not committed.</p>"
    }

    private var commits: HTML {
        let rows = plan.commits.map { commit -> HTML in
            """
            <tr><th scope="row">\(commit.subject)</th><td>\(commit.fixes)</td><td>\(commit.files)</td>\
            <td class="plus">+\(commit.added)</td><td class="minus">−\(commit.removed)</td></tr>
            """
        }
        return """
            <div class="wide" tabindex="0" role="region" aria-label="Commits"><table class="commits"><caption>Commits</caption>\
            <thead><tr><th scope="col">Subject</th><th scope="col">Fixes</th><th scope="col">Files</th>\
            <th scope="col">Added</th><th scope="col">Removed</th></tr></thead><tbody>\(rows)</tbody></table></div>
            """
    }

    private var missing: HTML {
        guard !plan.missing.isEmpty else { return "" }
        let places: [HTML] = plan.missing.map { "<li><code>\($0)</code></li>" }
        return """
            <div class="state stale"><p>Not in the commit, because their code is not committed:</p><ul>\(places)</ul></div>
            """
    }

    static func declined(_ session: ReviewSession) -> HTML {
        let parts = [(Verdict.reject, "Rejected"), (.ignore, "Ignored")].compactMap { verdict, title -> HTML? in
            let items = session.items.filter { session.status($0) == .decided(verdict) }
            guard !items.isEmpty else { return nil }
            let rows = items.map { item -> HTML in
                let reason = session.decision(on: item)?.reason ?? ""
                return """
                    <li><a href="#fix-\(item.proposal.id.description)">\(item.number): \(item.location)</a> \
                    <span class="dim">\(reason)</span></li>
                    """
            }
            return "<h3>\(title)</h3><ul class=\"plain\">\(rows)</ul>"
        }
        return "\(parts)"
    }

    /// In characters; more is for the command line.
    private static let longestPatch = 400_000

    private var end: HTML {
        let patch = plan.patch.count > Self.longestPatch ? "Too long to show: redline preview prints it." : plan.patch
        return """
            <form class="commit"><p><label for="branch">Branch</label> \
            <input id="branch" value="\(plan.branch)" autocomplete="off" spellcheck="false"> \
            <span class="dim">\(plan.isNewBranch ? "new" : "exists"), from \(plan.base). \
            The working tree, the index and HEAD stay as they are.</span></p>
            <p><button class="primary">Commit</button> <button type="button" data-do="back">Back to the fixes</button></p><p class="error" role="alert"></p></form>
            <details><summary>The patch</summary><pre tabindex="0">\(patch)</pre></details>
            <p class="dim">The same by hand: <code>\(plan.command)</code></p>
            """
    }

    /// - Parameter lines: as the command line prints them.
    static func written(_ lines: [String]) -> HTML {
        """
        <section class="panel" tabindex="-1" aria-labelledby="commit-title"><h2 id="commit-title">Committed</h2>
        <pre tabindex="0">\(lines.joined(separator: "\n"))</pre>
        <p><button type="button" data-do="back">Back to the fixes</button></p></section>
        """
    }
}
