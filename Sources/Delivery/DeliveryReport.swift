import FileSystem
import FoundationEssentials
import Git
import Reporting
import Rewriting

/// What was written to branches, as JSON for programs. Keys are sorted, so that equal results print equal bytes.
public struct DeliveryReport: Encodable, Sendable {
    /// Of the format.
    let version = 1
    let base: String
    let dryRun: Bool
    let branches: [Branch]

    public init(base: ObjectID, isDryRun: Bool, branches: [Branch]) {
        self.base = base.description
        dryRun = isDryRun
        self.branches = branches
    }

    public struct Branch: Encodable, Sendable {
        let name: String
        let isNew: Bool
        let commits: [Commit]
        let verified: Verified?

        /// - Parameters:
        ///   - ids: of the commits, in order; none if nothing was written.
        ///   - fixes: the findings that each commit repairs; a commit after these has none.
        public init(
            _ tip: BranchTip, _ plans: [CommitPlan], ids: [ObjectID], fixes: [[LocatedFinding]], tested: TestedFixes?
        ) {
            name = tip.name
            isNew = tip.isNew
            commits = plans.enumerated().map { index, plan in
                Commit(
                    id: ids.indices.contains(index) ? ids[index].description : nil, subject: plan.subject,
                    files: plan.files.map { $0.path.text ?? $0.path.description },
                    findings: fixes.indices.contains(index) ? fixes[index].map { FindingID($0).description } : [])
            }
            verified = tested.map(Verified.init)
        }
    }

    struct Commit: Encodable, Sendable {
        /// Missing if nothing was written.
        let id: String?
        let subject: String
        let files: [String]
        /// The ids of what it repairs.
        let findings: [String]
    }

    struct Verified: Encodable, Sendable {
        let command: String
        let runs: Int
        let kept: Int
        /// The ids of the findings whose fixes the tests fail with.
        let failing: [String]
        let notExercised: [String]

        init(_ tested: TestedFixes) {
            command = tested.command
            runs = tested.runs
            kept = tested.kept.count
            failing = tested.dropped.compactMap { $0.findings.first.map { FindingID($0).description } }
            notExercised = tested.notExercised.sorted().map { $0.text ?? $0.description }
        }
    }

    /// Without a final line feed. Throws if a value cannot be encoded.
    public static func text(of report: DeliveryReport) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(report), as: UTF8.self)
    }
}
