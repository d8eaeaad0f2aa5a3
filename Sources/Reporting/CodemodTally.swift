import Rewriting

/// How many findings of one codemod a run has, and what became of them.
struct CodemodTally {
    let codemod: String
    /// As in the codemod's document.
    let severity: String
    private let rank: Int
    private(set) var fixed = 0
    /// Places with a fix, made or left out.
    private(set) var fixable = 0
    private(set) var count = 0
    /// The places that were not fixed, by the word for the reason.
    private(set) var others: [String: Int] = [:]

    private init(_ codemod: String, _ document: CodemodDocument?, _ findings: [LocatedFinding]) {
        self.codemod = codemod
        severity = document?.severity ?? ""
        rank = document?.severityRank ?? .max
        for finding in findings { add(finding.outcome) }
    }

    private mutating func add(_ outcome: LocatedFinding.Outcome) {
        count += 1
        switch outcome {
        case .fixed:
            fixed += 1
            fixable += 1
        case .leftOut(let level):
            others["left out (\(level.rawValue))", default: 0] += 1
            fixable += 1
        case .refused(let reason): others[reason.code, default: 0] += 1
        case .withdrawn: others["withdrawn", default: 0] += 1
        case .reported: others["report", default: 0] += 1
        }
    }

    /// The codemods that found something, those of the worst defects first.
    static func all(of result: RunResult, _ documents: [CodemodDocument]) -> [CodemodTally] {
        let documents = Dictionary(documents.map { ($0.id, $0) }) { first, _ in first }
        return Dictionary(grouping: result.findings, by: \.codemod)
            .map { CodemodTally($0, documents[$0], $1) }
            .sorted { ($0.rank, $0.codemod) < ($1.rank, $1.codemod) }
    }
}
