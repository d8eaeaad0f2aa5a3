import FileSystem
import Reporting
import Review
import Rewriting

/// What pages ask to see.
extension ReviewHandler {
    func list(_ request: Request) -> ListMessage {
        var filter = ReviewFilter()
        filter.state = request.query["filter"].flatMap(ReviewFilter.State.init) ?? .all
        filter.words = request.query["words"] ?? ""
        let shown = session.items.filter { filter.includes($0, session.status($0)) }
        let first = shown.first { session.status($0).isOpen } ?? shown.first
        let limit = limit(request)
        return ListMessage(
            html: ListPart(session, shown, limit: limit).html, title: session.title,
            decided: session.items.count - session.openCount, total: session.items.count, version: version,
            first: first?.proposal.id.description, shown: shown.count, branch: session.branch)
    }

    /// One fix, or the one that a key leads to from it.
    func fix(_ request: Request) -> Response {
        guard let start = item(request.query["id"]) else {
            return .failure(404, "the fix is gone: the code has changed")
        }
        guard let item = destination(from: start.number - 1, request.query["step"]) else {
            return .json(Nothing(message: Self.nothing(request.query["step"])))
        }
        return .json(message(item, options(request)))
    }

    private static func nothing(_ step: String?) -> String {
        switch step {
        case "next": "The last fix."
        case "previous": "The first fix."
        default: "Every other fix is decided."
        }
    }

    func message(_ item: ReviewItem, _ options: ShownChanges.Options) -> FixMessage {
        FixMessage(
            id: item.proposal.id.description, html: FixPart(item, session, options).html,
            aside: AsidePart(item, session).html, digest: session.digest(ofFix: item),
            isOpen: session.status(item).isOpen, version: version)
    }

    private func destination(from index: Int, _ step: String?) -> ReviewItem? {
        let items = session.items
        let target: Int? =
            switch step {
            case "next-open": session.open(after: index).flatMap { $0 == index ? nil : $0 }
            case "previous-open": session.open(after: index, backwards: true).flatMap { $0 == index ? nil : $0 }
            case "next": index + 1
            case "previous": index - 1
            default: index
            }
        guard let target, items.indices.contains(target) else { return nil }
        return items[target]
    }

    private func options(_ request: Request) -> ShownChanges.Options {
        var options = ShownChanges.Options()
        options.isSideBySide = request.query["layout"] == "split"
        options.hidesSpaces = request.query["spaces"] != "shown"
        options.context = min(max(request.query["context"].flatMap(Int.init) ?? 3, 0), 10_000)
        options.showsFunction = request.query["function"] == "1"
        return options
    }

    /// The open fixes that a key for several concerns, with what the list shows of them: the page asks with their number first.
    func scope(_ request: Request) -> Response {
        let start = item(request.query["id"])
        let isReject = request.query["verdict"] == "reject"
        let open = session.items.filter { session.status($0).isOpen }
        let (fixes, name): ([ReviewItem], String)
        switch (request.query["kind"], start) {
        case ("file", let start?):
            (fixes, name) = (open.filter { $0.proposal.path == start.proposal.path }, "in this file")
        case ("codemod", let start?):
            (fixes, name) = (open.filter { $0.proposal.codemod == start.proposal.codemod }, "of this codemod")
        case ("safe", _): (fixes, name) = (open.filter { $0.proposal.level == .safe }, "of level safe")
        default: return .failure(404, "the fix is gone: the code has changed")
        }
        guard !fixes.isEmpty else { return .json(Nothing(message: "Nothing open \(name).")) }
        let count = fixes.count.counted("open fix", plural: "open fixes")
        return .json(
            ScopeMessage(
                question: "\(isReject ? "Reject" : "Accept") \(count) \(name)?",
                fixes: fixes.map { ShownFix(id: $0.proposal.id.description, digest: session.digest(ofRow: $0)) }))
    }
}
