import FileSystem
import Git
import Inputs
import Rewriting

/// Which findings of a run are new since an earlier commit.
///
/// The same codemods look at that commit with the settings of the run, so that a codemod that was just selected brings nothing new. A finding
/// is new, too, if only another file has changed.
public struct NewFindings: Sendable {
    /// For reports.
    public let summary: RunResult.Since
    /// About files that could not be looked at in that commit.
    public let notices: [Notice]

    /// The places of findings that the run leaves out.
    let places: Set<FixPlace>
    /// Of all findings before the first fix.
    private let identities: Set<FindingIdentity>
    /// Of those that are new.
    private let newIdentities: Set<FindingIdentity>

    /// - Parameters:
    ///   - run: its findings count before any fix is made.
    ///   - onlyChangedLines: whether findings in lines that have not changed are left out, although they are new.
    public init(
        _ run: PreparedRun, since earlier: EarlierFindings, by engine: Engine, onlyChangedLines: Bool
    ) {
        let now = run.look().findings
        let texts = ComparedTexts(earlier.files)
        let all = Set(now.indices)
        let known = Self.comparison(now, earlier, texts, engine).known.intersection(all)
        let unchanged =
            onlyChangedLines ? Self.onUnchangedLines(all.subtracting(known), of: now, earlier.files, texts) : []
        let leftOut = known.union(unchanged)
        summary = RunResult.Since(
            revision: earlier.revision.revision, commit: earlier.revision.base.description, known: known.count,
            inUnchangedLines: onlyChangedLines ? unchanged.count : nil)
        notices = earlier.notices
        places = Set(leftOut.map { FixPlace(now[$0]) })
        identities = Set(now.map(\.identity))
        newIdentities = Set(all.subtracting(leftOut).map { now[$0].identity })
    }

    /// Files that changed elsewhere are looked at only if the run has findings that were not at their place: these may have come from there.
    private static func comparison(
        _ now: [LocatedFinding], _ earlier: EarlierFindings, _ texts: ComparedTexts, _ engine: Engine
    ) -> FindingComparison {
        let files = earlier.files
        func compare(_ now: [LocatedFinding], _ then: [LocatedFinding]) -> FindingComparison {
            FindingComparison(now, with: then, added: files.added, removed: files.removed, texts)
        }
        let elsewhere = Set(files.changedElsewhere.paths)
        let atPlace = compare(now, earlier.all.filter { !elsewhere.contains($0.path) })
        if elsewhere.isEmpty || atPlace.known.count == now.count { return atPlace }
        return compare(now + engine.prepare(files.changedElsewhere).look().findings, earlier.all)
    }

    /// Those among some findings whose lines are all as they were, in a file that may have had another name.
    private static func onUnchangedLines(
        _ numbers: Set<Int>, of findings: [LocatedFinding], _ files: EarlierFiles, _ texts: ComparedTexts
    ) -> Set<Int> {
        let added = Set(numbers.map { findings[$0].path }).intersection(files.added)
        let renames = Renames(to: added.sorted(), from: files.removed.sorted(), texts)
        return numbers.filter { number in
            let finding = findings[number]
            let origin = renames.origins[finding.path] ?? finding.path
            if files.added.contains(origin) { return false }
            return !texts.hasChange(in: finding.lines, of: finding.path, since: origin)
        }
    }

    /// False for a finding that the run is to leave out. Between the first look at a file and the last one, fixes may have moved a place a
    /// little: then the statement decides.
    func isNew(_ finding: LocatedFinding) -> Bool {
        if places.contains(FixPlace(finding)) { return false }
        return newIdentities.contains(finding.identity) || !identities.contains(finding.identity)
    }
}
