import FileSystem
import Reporting
import Review
import Rewriting
import SourceText

/// One fix: what is wrong, from where that is known, what Redline would write, and what was decided.
struct FixPart {
    private let item: ReviewItem
    private let session: ReviewSession
    private let options: ShownChanges.Options
    private let changes: ShownChanges
    /// A page that cannot decide shows decisions only.
    private let isReadOnly: Bool

    init(
        _ item: ReviewItem, _ session: ReviewSession, _ options: ShownChanges.Options = ShownChanges.Options(),
        isReadOnly: Bool = false
    ) {
        self.item = item
        self.session = session
        self.options = options
        self.isReadOnly = isReadOnly
        changes = ShownChanges(item, of: session, options)
    }

    private var id: String { item.proposal.id.description }
    private var status: ReviewStatus { session.status(item) }

    var html: HTML {
        let files: [HTML] = changes.files.map { DiffPart(file: $0, isSideBySide: options.isSideBySide).html }
        let nothing: HTML = "<p class=\"dim\">The fix changes nothing by itself.</p>"
        return """
            <article id="fix-\(id)" aria-labelledby="title-\(id)" tabindex="-1" class="fix \(Self.className(status))">
            <header><p class="dim">\(item.number) of \(session.items.count) · \(item.proposal.codemod) · \(item.kind)</p>
            <h2 id="title-\(id)">\(Markdown.line(item.message))</h2>
            <p class="place"><code>\(item.location)</code>\(scope)</p>
            \(decided)</header>
            \(evidence)\(notes)\(isReadOnly ? "" : actions)
            \(files)\(files.isEmpty ? nothing : "")
            </article>
            """
    }

    static func className(_ status: ReviewStatus) -> String {
        switch status {
        case .open: "open"
        case .decided(let verdict): verdict.rawValue
        case .stale, .contradictory: "stale"
        }
    }

    private var scope: HTML { item.scope.isEmpty ? "" : " <span class=\"dim\">in</span> <code>\(item.scope)</code>" }

    // MARK: Decided

    private var decided: HTML {
        guard let text = status.text else { return "" }
        let decision = session.decision(on: item)
        let reason = decision?.reason.map { ": \($0)" } ?? ""
        let edited = decision?.edit == nil ? "" : " as edited"
        guard status.isOpen else {
            return """
                <p class="state \(Self.className(status))"><span aria-hidden="true">\(status.mark)</span> \
                \(text)\(edited)\(reason)</p>
                """
        }
        return "<p class=\"state stale\"><span aria-hidden=\"true\">!</span> \(text). \(former)</p>"
    }

    /// What was decided once.
    private var former: HTML {
        guard let stale = session.matching.stale[item.subject]?.decision else { return "" }
        let reason = stale.reason.map { ": \($0)" } ?? ""
        return "<span class=\"former\">It was \(ListPart.word(.decided(stale.verdict)))\(reason)</span>"
    }

    // MARK: Evidence

    private var evidence: HTML {
        let all = item.proposal.findings.first?.evidence ?? []
        guard !all.isEmpty else { return "" }
        let parts = all.prefix(12).map { evidence -> HTML in
            let place = "\(evidence.path):\(evidence.position.line)"
            let lines = session.proposals.excerpt(of: evidence.path, around: evidence.position.line)
            let rows = lines.map { number, text -> HTML in
                let mark: HTML = number == evidence.position.line ? "<tr class=\"here\">" : "<tr>"
                return "\(mark)<th scope=\"row\">\(number)</th><td class=\"text\">\(text)</td></tr>"
            }
            return """
                <li><details><summary><code>\(place)</code> \(Markdown.line(evidence.label))</summary>\
                <table class="diff"><caption class="hidden">\(place)</caption>\
                <colgroup><col class="n"><col></colgroup><tbody>\(rows)</tbody></table></details></li>
                """
        }
        return "<section class=\"evidence\"><h3>Known from</h3><ul>\(parts)</ul></section>"
    }

    private var notes: HTML {
        var notes: [String] = []
        let further = item.proposal.findings.dropFirst()
        if !further.isEmpty {
            let places = further.prefix(4).map { "line \($0.position.line)" }.joined(separator: ", ")
            notes.append("Also repairs \(places)\(further.count > 4 ? ", …" : "").")
        }
        if !changes.requires.isEmpty {
            notes.append("Only together with \(changes.requires.map(String.init).joined(separator: ", ")).")
        }
        if changes.hasIndentedLines, options.hidesSpaces { notes.append("Lines marked › are only indented.") }
        return notes.isEmpty ? "" : "<p class=\"dim\">\(notes.joined(separator: " "))</p>"
    }

    // MARK: Actions

    private var actions: HTML {
        let undo: HTML =
            status == .open ? "" : "<button type=\"button\" data-do=\"open\">Undo</button>"
        let edit: HTML =
            session.editableText(of: item) == nil
            ? "" : "<button type=\"button\" data-do=\"edit\" aria-expanded=\"false\">Edit <kbd>e</kbd></button>"
        return """
            <div class="actions" role="group" aria-label="Decide">
            <button type="button" data-do="accept" class="primary">Accept <kbd>y</kbd></button>
            <button type="button" data-do="reject">Reject <kbd>n</kbd></button>
            <button type="button" data-do="ignore" aria-expanded="false">Ignore… <kbd>i</kbd></button>
            \(edit)\(undo)
            <span class="view"><button type="button" data-do="layout" aria-pressed="\(options.isSideBySide ? "true" : "false")">\
            Side by side <kbd>x</kbd></button>
            <button type="button" data-do="spaces" aria-pressed="\(options.hidesSpaces ? "false" : "true")">\
            White space <kbd>w</kbd></button>
            <button type="button" data-do="document" class="folded">What it does <kbd>p</kbd></button></span>
            </div>
            \(reasonForm)\(editForm)
            """
    }

    private var reasonForm: HTML {
        """
        <form class="reason" hidden><p><label for="reason">Why? For whoever reads the decisions; may be empty.</label></p>
        <p><input id="reason" maxlength="\(Decision.longestReason)" autocomplete="off"></p>
        <p><button class="primary">Ignore</button> <button type="button" data-do="cancel">Cancel</button></p></form>
        """
    }

    private var editForm: HTML {
        guard let text = session.editableText(of: item) else { return "" }
        let rows = min(max(text.count { $0 == 0x0A } + 2, 6), 30)
        // Parsers drop one line feed after the tag.
        return """
            <form class="edit" hidden><p><label for="edited">What the fix makes of these lines:</label></p>
            <textarea id="edited" rows="\(rows)" spellcheck="false" autocomplete="off" wrap="off">
            \(String(decoding: text, as: UTF8.self))</textarea>
            <p><button class="primary">Accept as edited</button> <button type="button" data-do="cancel">Cancel</button></p>
            <p class="error" role="alert"></p></form>
            """
    }
}
