import FileSystem
import Reporting
import Rewriting

/// Which of the kept decisions hold for the findings of a run.
///
/// A decision holds for the finding with the same content at the same place. Where the code has only moved, to another file or
/// function, it goes along, if there is one such finding and one such decision. Nothing else is guessed: what does not hold is
/// stale, and shown.
public struct DecisionMatching: Sendable {
    /// By finding: the decision about it, with the finding as it is now.
    public private(set) var held: [DecisionSubject: Decision] = [:]
    /// By finding: a decision that does not hold any more, and why.
    public private(set) var stale: [DecisionSubject: Stale] = [:]
    /// Findings that a merge left with two different decisions: nobody has decided.
    public private(set) var contradictory: Set<DecisionSubject> = []
    /// Decisions whose finding is at another place now: to be kept there.
    public private(set) var moved: [(from: Decision, to: Decision)] = []
    private let names: [String: String]
    /// Decisions about findings that are gone.
    public private(set) var gone: [Decision] = []
    /// Decisions whose code is gone, or has changed.
    var unused: [Decision] { (gone + stale.values.map(\.decision)).sorted { $0.id < $1.id } }

    public struct Stale: Sendable, Hashable {
        public let decision: Decision
        public let reason: Reason

        public enum Reason: Sendable, Hashable {
            /// Redline repairs the same code in another way now.
            case otherFix
            /// The code has changed.
            case otherCode
        }
    }

    /// - Parameters:
    ///   - subjects: the findings of the run, each once.
    ///   - names: of codemods that had another one: the former and the present name.
    ///   - after: the digest of what a finding's fix makes of the code now; nil without a fix. Asked only where it decides.
    public init(
        _ decisions: [Decision], on subjects: [DecisionSubject], renaming names: [String: String] = [:],
        after: (DecisionSubject) -> String?
    ) {
        self.names = names
        let current = Set(subjects)
        let byID = Dictionary(grouping: decisions) { renamed($0.subject) }
        var open: [Decision] = []
        for (subject, all) in byID {
            let verdicts = Set(all.map { [$0.verdict.rawValue, $0.edit ?? ""] })
            guard current.contains(subject) else {
                open += all
                continue
            }
            if verdicts.count > 1 {
                contradictory.insert(subject)
            } else if let decision = all.max(by: Self.isLessTelling) {
                take(decision, on: subject, after)
                if let decision = held[subject] { moved += all.filter { $0.subject != subject }.map { ($0, decision) } }
            }
        }
        let decided = contradictory.union(held.keys).union(stale.keys)
        let free = subjects.filter { !decided.contains($0) }
        let unplaced = follow(open, to: free, after)
        settle(unplaced, on: free)
        gone.sort { $0.id < $1.id }
    }

    /// Of two lines that say the same, the one with a reason counts.
    private static func isLessTelling(_ one: Decision, _ other: Decision) -> Bool {
        (one.reason ?? "", one.after ?? "") < (other.reason ?? "", other.after ?? "")
    }

    private mutating func take(
        _ decision: Decision, on subject: DecisionSubject, _ after: (DecisionSubject) -> String?
    ) {
        if decision.verdict == .accept, decision.after != after(subject) {
            stale[subject] = Stale(decision: decision, reason: .otherFix)
        } else {
            var decision = decision
            decision.subject = subject
            held[subject] = decision
        }
    }

    /// Under the present name of its codemod.
    private func renamed(_ subject: DecisionSubject) -> DecisionSubject {
        guard let name = names[subject.codemod] else { return subject }
        var subject = subject
        subject.codemod = name
        return subject
    }

    private struct Content: Hashable {
        let codemod: String
        let before: String

        init(_ subject: DecisionSubject) {
            codemod = subject.codemod
            before = subject.before
        }
    }

    /// The decisions that are left after those whose code has moved are placed.
    private mutating func follow(
        _ decisions: [Decision], to subjects: [DecisionSubject], _ after: (DecisionSubject) -> String?
    ) -> [Decision] {
        let places = Dictionary(grouping: subjects, by: Content.init)
        var left: [Decision] = []
        for (content, group) in Dictionary(grouping: decisions, by: { Content(renamed($0.subject)) }) {
            let ids = Set(group.map(\.subject))
            let verdicts = Set(group.map(\.verdict))
            guard ids.count == 1, verdicts.count == 1, let place = places[content], place.count == 1,
                let decision = group.max(by: Self.isLessTelling),
                decision.verdict != .accept || decision.after == after(place[0])
            else {
                left += group
                continue
            }
            var current = decision
            current.subject = place[0]
            held[place[0]] = current
            moved += group.map { ($0, current) }
        }
        return left
    }

    private struct Place: Hashable {
        let subject: DecisionSubject

        /// Everything but the code itself.
        init(_ subject: DecisionSubject) {
            var subject = subject
            subject.before = ""
            self.subject = subject
        }
    }

    /// What is left is about code that has changed, or about code that is not there any more.
    private mutating func settle(_ decisions: [Decision], on subjects: [DecisionSubject]) {
        let places = Dictionary(subjects.filter { held[$0] == nil }.map { (Place($0), $0) }) { first, _ in first }
        for decision in decisions {
            if let subject = places[Place(renamed(decision.subject))], stale[subject] == nil {
                stale[subject] = Stale(decision: decision, reason: .otherCode)
            } else {
                gone.append(decision)
            }
        }
    }
}
