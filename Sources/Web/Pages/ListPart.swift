import FileSystem
import Reporting
import Review
import Rewriting
import SourceText

/// The fixes as a tree: codemod, file, fix, in the order of the terminal.
struct ListPart {
    /// Rows that a page asks for at a time.
    static let pageSize = 200

    private let session: ReviewSession
    private let items: [ReviewItem]
    private let limit: Int

    init(_ session: ReviewSession, _ items: [ReviewItem], limit: Int) {
        self.session = session
        self.items = items
        self.limit = limit
    }

    var html: HTML {
        guard !items.isEmpty else { return "<p class=\"empty\">\(empty)</p>" }
        var rows: [HTML] = []
        let codemods = Dictionary(grouping: items) { $0.proposal.codemod }
        var previous: ReviewItem?
        for (index, item) in items.prefix(limit).enumerated() {
            let isNewCodemod = previous?.proposal.codemod != item.proposal.codemod
            if isNewCodemod { rows.append(codemodRow(item, codemods[item.proposal.codemod] ?? [])) }
            if isNewCodemod || previous?.proposal.path != item.proposal.path {
                let run = items[index...].prefix {
                    $0.proposal.path == item.proposal.path && $0.proposal.codemod == item.proposal.codemod
                }
                rows.append(fileRow(item, Array(run)))
            }
            rows.append(row(item))
            previous = item
        }
        return "<ul role=\"tree\" aria-label=\"Fixes\">\(rows)\(more)</ul>"
    }

    private var empty: String {
        session.items.isEmpty ? "Nothing to fix." : "No fix is shown: choose another filter, or other words."
    }

    private var more: HTML {
        guard items.count > limit else { return "" }
        let left = items.count - limit
        return """
            <li role="treeitem" aria-level="1" tabindex="-1" class="more" data-more="\(limit + Self.pageSize)">\
            Show \(min(left, Self.pageSize)) more of \(left)</li>
            """
    }

    private func openCount(_ items: [ReviewItem]) -> HTML {
        let open = items.count { session.status($0).isOpen }
        return open == 0
            ? "<span class=\"count\"><span aria-hidden=\"true\">✓</span> decided</span>"
            : "<span class=\"count\">\(open) open</span>"
    }

    private func codemodRow(_ item: ReviewItem, _ all: [ReviewItem]) -> HTML {
        """
        <li role="treeitem" aria-level="1" aria-expanded="true" tabindex="-1" data-key="\(item.proposal.codemod)">\
        <span class="name">\(item.proposal.codemod)</span> <span class="dim">\(item.document.severity)</span> \(openCount(all))</li>
        """
    }

    private func fileRow(_ item: ReviewItem, _ run: [ReviewItem]) -> HTML {
        """
        <li role="treeitem" aria-level="2" aria-expanded="true" tabindex="-1" data-key="file-\(item.proposal.id.description)">\
        <span class="path">\(item.proposal.path)</span> \(openCount(run))</li>
        """
    }

    private func row(_ item: ReviewItem) -> HTML {
        let status = session.status(item)
        return """
            <li role="treeitem" aria-level="3" tabindex="-1" aria-selected="false" data-id="\(item.proposal.id.description)" \
            class="\(FixPart.className(status))"><span class="icon" aria-hidden="true">\(status.mark)</span>\
            <span class="line">\(item.number)</span><span class="what">\(Markdown.line(item.message))</span> \
            <span class="word">\(Self.word(status)), line \(item.line)</span></li>
            """
    }

    static func word(_ status: ReviewStatus) -> String {
        switch status {
        case .open: "open"
        case .decided(.accept): "accepted"
        case .decided(.reject): "rejected"
        case .decided(.ignore): "ignored"
        case .decided(.known): "known"
        case .stale, .contradictory: "decide again"
        }
    }
}
