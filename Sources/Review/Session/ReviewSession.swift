import FileSystem
import Reporting
import Rewriting
import Terminal

/// A review: what is on the screen, what has been decided, and what can be taken back. `press` takes it from one state to the next;
/// what the world has to do about it is handed out as effects.
public struct ReviewSession: Sendable {
    public enum Screen: Sendable, Hashable {
        case overview, fix, refused, finish
    }

    /// What is reviewed: `CrownSafe at a2549c5, working tree`.
    public let title: String
    public private(set) var proposals: Proposals
    public private(set) var items: [ReviewItem]
    /// Places without a fix, in the order of files.
    public private(set) var others: [LocatedFinding]
    /// Whatever the file holds, about other files and codemods, too.
    public internal(set) var decisions: DecisionsFile
    public private(set) var matching: DecisionMatching

    public internal(set) var size: ScreenSize
    public internal(set) var screen = Screen.overview
    public internal(set) var overlay: ReviewOverlay?
    /// In the list, from 0; the list may be empty.
    public internal(set) var current = 0
    /// Of the places without a fix.
    var currentOther = 0
    var filter = ReviewFilter()
    var options = DiffOptions()
    /// The first line of the changes on the screen of a fix.
    var top = 0
    /// For one key press.
    public internal(set) var message: String?
    var undone: [Step] = []
    var done: [Step] = []
    public internal(set) var branch: String
    public internal(set) var preview: CommitPreview?
    var view: FixView?
    /// Edits that could not be accepted yet.
    var drafts: [DecisionSubject: [UInt8]] = [:]

    /// What one key press decided, and where.
    struct Step: Sendable {
        let changes: [DecisionChange]
        let number: Int
        let text: String
    }

    public init(
        _ scope: ReviewScope, _ decisions: DecisionsFile, title: String, branch: String, size: ScreenSize
    ) {
        self.title = title
        proposals = scope.proposals
        self.decisions = decisions
        self.branch = branch
        self.size = size
        items = ReviewItem.list(scope)
        others = scope.others
        matching = proposals.matching(decisions.decisions)
        current = items.firstIndex { status($0).isOpen } ?? 0
    }

    // MARK: Asking

    public func status(_ item: ReviewItem) -> ReviewStatus {
        if let decision = matching.held[item.subject] { return .decided(decision.verdict) }
        if matching.contradictory.contains(item.subject) { return .contradictory }
        return matching.stale[item.subject].map { .stale($0.reason) } ?? .open
    }

    public func decision(on item: ReviewItem) -> Decision? { matching.held[item.subject] }

    public var openCount: Int { items.count { status($0).isOpen } }

    var item: ReviewItem? { items.indices.contains(current) ? items[current] : nil }

    /// The indices of the fixes that the list shows.
    var visible: [Int] {
        filter.isEmpty ? Array(items.indices) : items.indices.filter { filter.includes(items[$0], status(items[$0])) }
    }

    /// The next open fix after the current one, from the start again at the end.
    public func open(after index: Int, backwards: Bool = false) -> Int? {
        let count = items.count
        return (1...max(count, 1)).lazy.map { (index + (backwards ? count - $0 : $0)) % count }
            .first { items.indices.contains($0) && status(items[$0]).isOpen }
    }

    // MARK: Changes from outside

    /// Takes over what the file holds, after others have decided, too.
    public mutating func synchronize(_ decisions: DecisionsFile) {
        guard decisions != self.decisions else { return }
        self.decisions = decisions
        rematch()
    }

    /// Takes over another run, after files have changed. Stays at the same fix if there is one.
    public mutating func reload(_ scope: ReviewScope, _ decisions: DecisionsFile) {
        let (previous, before) = (item?.subject, Set(items.map(\.subject)))
        proposals = scope.proposals
        self.decisions = decisions
        items = ReviewItem.list(scope)
        others = scope.others
        rematch()
        let same = items.firstIndex { $0.subject == previous }
        current = same ?? min(current, max(0, items.count - 1))
        currentOther = min(currentOther, max(0, others.count - 1))
        preview = nil
        let now = Set(items.map(\.subject))
        let (new, gone) = (now.subtracting(before).count, before.subtracting(now).count)
        message =
            new + gone == 0
            ? "files have changed; the fixes are the same"
            : "files have changed: \(new.counted("fix", plural: "fixes")) new, \(gone) gone"
        if items.isEmpty || same == nil { screen = .overview }
        refreshView()
    }

    public mutating func resize(_ size: ScreenSize) {
        self.size = size
        if size.columns < DiffOptions.sideBySideWidth, options.layout == .sideBySide { options.layout = .unified }
        refreshView()
    }

    public mutating func show(_ preview: CommitPreview) { self.preview = preview }

    /// Says why something could not be done.
    public mutating func say(_ text: String) { message = text }

    mutating func rematch() { matching = proposals.matching(decisions.decisions) }

    /// The changes of the fix on the screen, laid out for the size.
    mutating func refreshView() {
        guard screen == .fix, let item else {
            view = nil
            return
        }
        let key = FixView.Key(
            place: item.place, columns: size.columns, options: options, edit: decision(on: item)?.edit,
            isFileKnown: unknown(in: item.proposal.path) == nil)
        if view?.key != key || view?.proposals !== proposals { view = FixView(item, of: self, key) }
        top = min(top, max(0, (view?.lines.count ?? 0) - bodyRows))
    }

    // MARK: Work ahead

    /// Works out what one more fix changes, so that a later key need not wait: those of the file on the screen first. False if
    /// everything is known.
    public mutating func workAhead() -> Bool {
        guard let path = item?.proposal.path, let next = unknown(in: path) else { return proposals.workOutNext() }
        _ = proposals.part(of: next)
        refreshView()
        return true
    }

    private func unknown(in path: Path) -> FixPlace? {
        proposals.all(in: path).first { proposals.knownPart(of: $0) == nil }
    }
}
