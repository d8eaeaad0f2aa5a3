import Rewriting
import Synchronization

/// The fixes of a run, and what each one of them changes. Changes are worked out when they are first asked for, and kept.
public final class Proposals: Sendable {
    public let run: PreparedRun
    /// The run that makes all of them.
    public let result: RunResult
    /// In the order of files and places.
    public let all: [Proposal]
    private let parts = Mutex<[FixPlace: Part]>([:])

    /// What one fix changes.
    public struct Part: Sendable {
        /// Fixes that must be made, too: without them there is no such place.
        public let requires: Set<FixPlace>
        /// From the text with only those that it requires.
        public let changes: [FileChange]
        public let digest: String
    }

    public init(_ run: PreparedRun) {
        self.run = run
        result = run.result()
        let fixed = result.findings.compactMap { finding in finding.fix.map { ($0, finding) } }
        all = Dictionary(grouping: fixed, by: \.0)
            .compactMap { Proposal($0, $1.map(\.1)) }.sorted { $0.place < $1.place }
    }

    public func part(of place: FixPlace) -> Part {
        if let known = parts.withLock({ $0[place] }) { return known }
        let required = requirements(of: place)
        let made = run.changes(making: required.union([place]))
        let changes = required.isEmpty ? made.files : Self.difference(run.changes(making: required).files, made.files)
        let part = Part(requires: required, changes: changes, digest: ProposalDigest.of(changes))
        parts.withLock { $0[place] = part }
        return part
    }

    /// As few as are needed: none for nearly every fix.
    private func requirements(of place: FixPlace) -> Set<FixPlace> {
        if run.changes(making: [place]).made.contains(place) { return [] }
        // A fix may exist only because of others in its file.
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
        let places = Dictionary(all.map { ($0.subject, $0.place) }) { first, _ in first }
        let repaired = Set(all.flatMap { $0.findings.dropFirst().map(DecisionSubject.init) })
        let others = result.findings.filter { $0.fix == nil }.map(DecisionSubject.init)
        let subjects = all.map(\.subject) + others.filter { places[$0] == nil && !repaired.contains($0) }
        return DecisionMatching(decisions, on: subjects) { subject in
            places[subject].map { self.part(of: $0).digest }
        }
    }

    /// The decision to keep about a fix.
    public func decision(_ verdict: Verdict, on proposal: Proposal, reason: String? = nil) -> Decision {
        let after = verdict == .accept ? part(of: proposal.place).digest : nil
        return Decision(verdict, on: proposal.subject, after: after, reason: reason)
    }
}
