import FileSystem
import Rewriting
import Synchronization

/// The fixes of a run, and what each one of them changes. Changes are worked out when they are first asked for, and kept.
public final class Proposals: Sendable {
    public let run: PreparedRun
    /// The run that makes all of them.
    public let result: RunResult
    /// In the order of files and places.
    public let all: [Proposal]
    private let byPath: [Path: [FixPlace]]
    private let proposalsByPlace: [FixPlace: Proposal]
    private let places: [DecisionSubject: FixPlace]
    /// What can be decided on: fixes, and places that are refused or reported.
    private let subjects: [DecisionSubject]
    /// All findings, each for itself.
    let findings: [DecisionSubject]
    /// By finding that a fix repairs: what a decision about that fix is about.
    private let repairs: [DecisionSubject: DecisionSubject]
    /// Files of which everything that there is to find is known.
    private let paths: Set<Path>
    private let projectPaths: Set<Path>
    /// The present names of codemods, by former ones.
    private let formerNames: [String: String]
    private let digests = Mutex<[FixPlace: String]>([:])
    private let parts = Mutex<[FixPlace: Part]>([:])
    /// How many fixes from the first on are known, for work ahead.
    private let known = Mutex(0)

    /// What one fix changes.
    public struct Part: Sendable {
        /// Fixes that must be made, too: without them there is no such place.
        public let requires: Set<FixPlace>
        /// From the text with only those that it requires.
        public let changes: [FileChange]
        /// From the original text, together with those that it requires.
        public let together: [FileChange]
    }

    public init(_ run: PreparedRun) {
        self.run = run
        result = run.result()
        let fixed = result.findings.compactMap { finding in finding.fix.map { ($0, finding) } }
        let all = Dictionary(grouping: fixed, by: \.0)
            .compactMap { Proposal($0, $1.map(\.1)) }.sorted { $0.place < $1.place }
        let places = Dictionary(all.map { ($0.subject, $0.place) }) { first, _ in first }
        let repaired = Set(all.flatMap { $0.findings.dropFirst().map(DecisionSubject.init) })
        let others = result.findings.filter { $0.fix == nil }.map(DecisionSubject.init)
        subjects = all.map(\.subject) + others.filter { places[$0] == nil && !repaired.contains($0) }
        formerNames = run.formerNames
        proposalsByPlace = Dictionary(all.map { ($0.place, $0) }) { first, _ in first }
        byPath = Dictionary(grouping: all.map(\.place), by: \.path)
        findings = result.findings.map(DecisionSubject.init)
        let repairs = all.flatMap { proposal in proposal.findings.map { (DecisionSubject($0), proposal.subject) } }
        self.repairs = Dictionary(repairs) { first, _ in first }
        let unknown = result.skipped.filter { $0.reason != .ignoredByComment }.map(\.path)
        paths = Set(run.paths).subtracting(unknown)
        (self.all, self.places, projectPaths) = (all, places, Set(run.projectPaths))
    }

    public func part(of place: FixPlace) -> Part {
        if let known = parts.withLock({ $0[place] }) { return known }
        let part = workOut(place)
        parts.withLock { $0[place] = part }
        return part
    }

    /// The same without keeping it: for those who look at all fixes once.
    func workOut(_ place: FixPlace) -> Part {
        let alone = run.changes(making: [place])
        if alone.made.contains(place) { return Part(requires: [], changes: alone.files, together: alone.files) }
        let required = requirements(of: place)
        let together = run.changes(making: required.union([place])).files
        return Part(
            requires: required, changes: Self.difference(run.changes(making: required).files, together),
            together: together)
    }

    func proposal(at place: FixPlace) -> Proposal? { proposalsByPlace[place] }

    /// The fix that repairs a finding, if it has one.
    func proposal(of finding: LocatedFinding) -> Proposal? {
        places[decidable(DecisionSubject(finding))].flatMap { proposalsByPlace[$0] }
    }

    /// The fixes of a file, in order.
    func all(in path: Path) -> [FixPlace] { byPath[path] ?? [] }

    /// What a fix changes, if that has been worked out.
    public func knownPart(of place: FixPlace) -> Part? { parts.withLock { $0[place] } }

    /// Works out one more fix. False if all are known.
    public func workOutNext() -> Bool {
        while true {
            let next = known.withLock { index in
                defer { index += 1 }
                return all.indices.contains(index) ? all[index].place : nil
            }
            guard let next else { return false }
            if knownPart(of: next) == nil {
                _ = part(of: next)
                return true
            }
        }
    }

    /// As few of the others in its file as are needed, for a fix that does not exist without them.
    private func requirements(of place: FixPlace) -> Set<FixPlace> {
        var needed = Set(all.map(\.place).filter { $0.path == place.path && $0 != place })
        for other in needed.sorted() {
            let fewer = needed.subtracting([other])
            if run.changes(making: fewer.union([place])).made.contains(place) { needed = fewer }
        }
        return needed
    }

    private static func difference(_ before: [FileChange], _ after: [FileChange]) -> [FileChange] {
        let known = Dictionary(before.map { ($0.path, $0.after) }) { first, _ in first }
        return after.map { FileChange(path: $0.path, before: known[$0.path] ?? $0.before, after: $0.after) }
            .filter { $0.before != $0.after }
    }

    // MARK: Decisions

    /// Which decisions hold: for fixes, and for places that are refused or reported.
    public func matching(_ decisions: [Decision]) -> DecisionMatching {
        DecisionMatching(concerning(decisions), on: subjects, renaming: formerNames) { subject in
            places[subject].map(digest)
        }
    }

    /// Which entries of a baseline hold. Each is about one finding, even if one fix repairs several.
    func matching(baseline: [Decision]) -> DecisionMatching {
        DecisionMatching(concerning(baseline), on: findings, renaming: formerNames) { _ in nil }
    }

    /// What a decision about a finding is about: its fix, which may be that of another finding.
    func decidable(_ finding: DecisionSubject) -> DecisionSubject { repairs[finding] ?? finding }

    /// Decisions about codemods and files that the run does not look at are left out, and about files that cannot be looked at: they hold
    /// there.
    private func concerning(_ decisions: [Decision]) -> [Decision] {
        let codemods = run.codemodNames
        return decisions.filter { decision in
            let path = decision.subject.path
            let codemod = decision.subject.codemod
            return codemods.contains(formerNames[codemod] ?? codemod)
                && (paths.contains(path) || !projectPaths.contains(path))
        }
    }

    /// Thousands of decisions are compared in every run: a run for each fix would take too long.
    private func digest(of place: FixPlace) -> String {
        if let known = digests.withLock({ $0[place] }) { return known }
        let changes = run.proposedChange(place).map { [$0] } ?? part(of: place).changes
        let digest = ProposalDigest.of(changes, at: place.path)
        digests.withLock { $0[place] = digest }
        return digest
    }

    /// The decision to keep about a fix.
    public func decision(_ verdict: Verdict, on proposal: Proposal, reason: String? = nil) -> Decision {
        let after = verdict == .accept ? digest(of: proposal.place) : nil
        return Decision(verdict, on: proposal.subject, after: after, reason: reason)
    }
}
