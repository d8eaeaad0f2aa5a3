import FileSystem
import Rewriting

/// The places that people have decided to ignore, as comments in the sources: a change of its own, made after the fixes.
public struct IgnoredPlaces: Sendable {
    public struct Place: Sendable {
        /// In the text after the fixes.
        public let finding: LocatedFinding
        public let reason: String?
    }

    /// From the texts after the fixes.
    public private(set) var changes: [FileChange] = []
    /// What the comments suppress, sorted by place.
    public private(set) var places: [Place] = []
    /// Decisions without a comment: no line of their code can take one, or the fixes have changed their code.
    public private(set) var left: [Decision] = []

    /// Nothing is ignored.
    public init() {}

    /// - Parameters:
    ///   - result: with the fixes made.
    ///   - matching: the decisions that hold.
    ///   - files: of the run.
    public init(
        after result: RunResult, _ matching: DecisionMatching, in files: any SourceProvider, by engine: Engine
    ) {
        let decisions = matching.held.values.filter { $0.verdict == .ignore }.sorted { $0.id < $1.id }
        guard !decisions.isEmpty else { return }
        let texts = Dictionary(result.changes.map { ($0.path, $0.after) }) { first, _ in first }
        let revised = RevisedFiles(files, with: texts, at: Set(decisions.map(\.subject.path)))
        let run = engine.prepare(revised)
        let proposals = Proposals(run)
        let now = proposals.matching(decisions)
        left = now.unused
        let found = Self.places(of: now, in: proposals)
        let commented = Self.changes(adding: found, to: revised)
        let after = Dictionary(commented.map { ($0.path, $0.after) }) { first, _ in first }
        let (before, rest) = (
            Self.counts(run), Self.counts(engine.prepare(RevisedFiles(revised, with: after, at: Set(after.keys))))
        )
        for (path, places) in found.sorted(by: { $0.key < $1.key }) {
            if let change = commented.first(where: { $0.path == path }),
                rest[path, default: 0] == before[path, default: 0] - places.count
            {
                changes.append(change)
                self.places += places
            } else {
                left += now.held.values.filter { $0.subject.path == path }
            }
        }
    }

    /// What the comments change; nothing in files in which one of them has no line.
    private static func changes(adding places: [Path: [Place]], to files: some SourceProvider) -> [FileChange] {
        places.compactMap { path, places in
            guard let before = try? files.bytes(at: path), let after = text(before, adding: places) else { return nil }
            return FileChange(path: path, before: before, after: after)
        }
    }

    private static func text(_ bytes: [UInt8], adding places: [Place]) -> [UInt8]? {
        IgnoreComments(in: bytes)?.text(
            adding: places.map { place in
                IgnoreComments.Request(
                    range: place.finding.range, codemod: place.finding.codemod, reason: place.reason)
            })
    }

    /// Where the ignored findings are now. A decision about a fix is about everything that the fix repairs.
    private static func places(of matching: DecisionMatching, in proposals: Proposals) -> [Path: [Place]] {
        var places: [Path: [Place]] = [:]
        for finding in proposals.result.findings.sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            guard let decision = matching.held[proposals.decidable(DecisionSubject(finding))] else { continue }
            places[finding.path, default: []].append(Place(finding: finding, reason: decision.reason))
        }
        return places
    }

    /// The number of findings in each file, no fix made.
    private static func counts(_ run: PreparedRun) -> [Path: Int] {
        Dictionary(run.look().findings.map { ($0.path, 1) }, uniquingKeysWith: +)
    }
}
