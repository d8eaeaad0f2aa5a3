import FileSystem
import Rewriting
import SourceText

/// A fix in the list of a review.
public struct ReviewItem: Sendable {
    public let proposal: Proposal
    public let document: CodemodDocument
    /// In the order of the list; the first is 1.
    public let number: Int
    /// The numbers of the other fixes of the same statement elsewhere.
    public let twins: [Int]

    public var place: FixPlace { proposal.place }
    public var subject: DecisionSubject { proposal.subject }

    /// `path:line`.
    public var location: String { "\(proposal.path):\(line)" }
    public var line: Int { proposal.findings.first?.position.line ?? 1 }
    public var message: String { proposal.findings.first?.message ?? "" }
    /// The function around it, as its definition would call it; empty at the top level.
    public var scope: String { subject.scope }
    public var kind: String { "\(proposal.level.rawValue) · \(document.severity)" }

    /// The worst first, then by codemod, file and place; equal statements follow each other, so that the eye can compare.
    static func list(_ scope: ReviewScope) -> [ReviewItem] {
        let proposals = scope.proposals
        let documents = Dictionary(proposals.run.documents.map { ($0.id, $0) }) { first, _ in first }
        let sorted = proposals.all.filter { !scope.leftOut.contains($0.place) }
            .compactMap { proposal in documents[proposal.codemod].map { (proposal, $0) } }
            .sorted { one, other in
                (rank(one.1), one.0.codemod, one.0.place) < (rank(other.1), other.0.codemod, other.0.place)
            }
        var groups: [Statement: [Int]] = [:]
        for (index, entry) in sorted.enumerated() { groups[Statement(entry.0.subject), default: []].append(index) }
        let order = sorted.indices.flatMap { index in
            let group = groups[Statement(sorted[index].0.subject)] ?? []
            return group.first == index ? group : []
        }
        let numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) })
        return order.enumerated().map { position, index in
            let (proposal, document) = sorted[index]
            let twins = (groups[Statement(proposal.subject)] ?? []).filter { $0 != index }.compactMap { numbers[$0] }
            return ReviewItem(proposal: proposal, document: document, number: position + 1, twins: twins)
        }
    }

    private struct Statement: Hashable {
        let codemod: String
        let before: String

        init(_ subject: DecisionSubject) {
            codemod = subject.codemod
            before = subject.before
        }
    }

    private static func rank(_ document: CodemodDocument) -> Int {
        ["critical", "high", "medium", "low"].firstIndex(of: document.severity) ?? 4
    }
}
