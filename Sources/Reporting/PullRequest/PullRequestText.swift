import FileSystem
import Git
import Rewriting
import SourceText

/// The description of a pull request with a run's commits, for its reviewer: what to look at first, what is safe, what was not done.
public struct PullRequestText {
    /// In UTF-16 code units. GitHub takes 65,536.
    public static let limit = 60_000

    private let result: RunResult
    private let documents: [String: CodemodDocument]
    private let base: String
    private let branch: String
    private let rejected: [RejectedFix]
    private let verified: VerifiedFixes?
    private let fixes: [PullRequestFix]

    /// - Parameters:
    ///   - documents: of the codemods that ran.
    ///   - base: the commit that the branch starts from, as it is shown.
    ///   - rejected: fixes that were turned down in a review.
    ///   - verified: nil if no command was run.
    public init(
        _ result: RunResult, _ documents: [CodemodDocument], base: String, branch: String, rejected: [RejectedFix] = [],
        verified: VerifiedFixes? = nil
    ) {
        self.result = result
        self.documents = Dictionary(documents.map { ($0.id, $0) }) { first, _ in first }
        (self.base, self.branch, self.rejected, self.verified) = (base, branch, rejected, verified)
        fixes = PullRequestFix.all(of: result)
    }

    /// Markdown; ends with a line feed.
    public func text(limit: Int = Self.limit) -> String {
        var text = LimitedText(limit: limit) { $0.utf16.count }
        let look = fixes.filter { $0.level == .review }
        let safe = fixes.filter { $0.level == .safe }
        text.add(head(look.count))
        if !look.isEmpty {
            text.add("\n### Please look at \(look.count == 1 ? "this one" : "these \(look.count)")\n")
            for group in groups(of: look) { add(group, to: &text, keeping: limit / 3) }
        }
        if !safe.isEmpty {
            text.add("\n### Behaviour is kept (\(safe.count))\n")
            for group in groups(of: safe) { addFolded(group, to: &text, keeping: limit / 5) }
        }
        addRest(to: &text, keeping: limit / 20)
        text.add(tail)
        return text.text
    }

    // MARK: Head

    private func head(_ look: Int) -> String {
        let files = result.changes.count.counted("file")
        let want = look == 0 ? "behaviour is kept" : "\(look) \(look == 1 ? "wants" : "want") a look"
        return """
            ## Redline: \(fixes.count.counted("repair")) in \(files), \(want)

            Each commit is one kind of repair. Made from \(MarkdownText.code(base)) by Redline \
            \(ProgramVersion.current); the same command gives the same bytes.
            \(verified.map { $0.line + "\n" } ?? "")
            Many of the changed lines only move. To hide white space, add `?w=1` to the address of the changes on GitHub and \
            GitLab; in a terminal, `git diff -w`.

            """
    }

    // MARK: Fixes

    /// By codemod, the worst first.
    private func groups(of fixes: [PullRequestFix]) -> [[PullRequestFix]] {
        Dictionary(grouping: fixes, by: \.codemod).values.sorted { one, other in
            (rank(one[0].codemod), one[0].codemod) < (rank(other[0].codemod), other[0].codemod)
        }
    }

    private func rank(_ codemod: String) -> Int { documents[codemod]?.severityRank ?? .max }

    private func title(_ codemod: String) -> String {
        let subject = documents[codemod]?.commitSubject ?? ""
        return MarkdownText.escaped(subject.isEmpty ? codemod : subject)
    }

    private func add(_ group: [PullRequestFix], to text: inout LimitedText, keeping reserve: Int) {
        let document = documents[group[0].codemod]
        let severity = document.map { $0.severity + ", " } ?? ""
        let summary = document.map { " \($0.summary)" } ?? ""
        text.add("\n**\(title(group[0].codemod))** (\(severity)\(group.count)).\(summary)\n\n")
        let more = text.add(group.map { item($0, box: true) }, keeping: reserve)
        if more > 0 { text.add("- [ ] and \(more) more: see the messages of the commits\n") }
    }

    private func addFolded(_ group: [PullRequestFix], to text: inout LimitedText, keeping reserve: Int) {
        let files = Set(group.map(\.path)).count.counted("file")
        text.add("\n<details><summary>\(title(group[0].codemod)): \(group.count) in \(files)</summary>\n\n")
        let more = text.add(group.map { item($0, box: false) }, keeping: reserve)
        if more > 0 { text.add("- and \(more) more: see the message of the commit\n") }
        text.add("\n</details>\n")
    }

    /// ``- [ ] `app/a.py:12` in `Reports.write`: 'f' is never closed. See `app/b.py:3`: …``
    private func item(_ fix: PullRequestFix, box: Bool) -> String {
        let first = fix.findings[0]
        let scope = first.identity.scope
        var text = box ? "- [ ] " : "- "
        text += MarkdownText.place(first.path, first.position)
        text += scope.isEmpty ? "" : " in \(MarkdownText.code(scope))"
        text += ": \(MarkdownText.prose(first.message))"
        let others = fix.findings.dropFirst().map { "\($0.position.line)" }
        if !others.isEmpty {
            text += "; also \(others.count == 1 ? "line" : "lines") \(others.joined(separator: ", "))"
        }
        for evidence in first.unnamedEvidence {
            text +=
                ". See \(MarkdownText.place(evidence.path, evidence.position)): \(MarkdownText.prose(evidence.label))"
        }
        if verified?.notExercised.contains(fix.path) == true { text += ". **Not exercised by the tests**" }
        return text + "\n"
    }

    // MARK: The rest

    /// At most this many places are named for each reason.
    private static let namedPlaces = 8

    private func addRest(to text: inout LimitedText, keeping reserve: Int) {
        let items = failed + rejectedItems + refused
        if items.isEmpty { return }
        text.add("\n### Not done\n\n")
        let more = text.add(items, keeping: reserve)
        if more > 0 { text.add("- and \(more) more reasons: `redline preview --refusals` lists all\n") }
    }

    private var failed: [String] {
        (verified?.failed ?? []).map {
            "- \(MarkdownText.place($0.path, $0.position)): the tests fail with this fix (\(title($0.codemod)))\n"
        }
    }

    private var rejectedItems: [String] {
        let groups = Dictionary(grouping: rejected) { $0.reason ?? "" }.sorted { $0.key < $1.key }
        return groups.map { reason, fixes in
            let why = reason.isEmpty ? "" : ": \(MarkdownText.escaped(reason))"
            return "- \(fixes.count) rejected in review\(why) (\(places(fixes.map(\.finding))))\n"
        }
    }

    /// What was left alone, by the reason's word: the most frequent first.
    private var refused: [String] {
        var groups: [String: [(finding: LocatedFinding, why: String)]] = [:]
        for finding in result.findings {
            if let (word, why) = cause(of: finding) { groups[word, default: []].append((finding, why)) }
        }
        return groups.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { word, found in
            let isSame = Set(found.map(\.why)).count == 1
            return "- \(found.count) left alone, \(MarkdownText.code(word)): \(isSame ? "" : "for example, ")"
                + "\(MarkdownText.prose(found[0].why)) (\(places(found.map(\.finding))))\n"
        }
    }

    /// A word and a clause; nil for a fix that was made.
    private func cause(of finding: LocatedFinding) -> (word: String, why: String)? {
        switch finding.outcome {
        case .refused(let reason): (reason.code, reason.text)
        case .withdrawn(let why): ("withdrawn", why)
        case .reported: ("report", finding.message)
        case .leftOut(let level) where result.level.includes(level): ("left out", "not chosen for this branch")
        case .leftOut(let level): ("left out", "a fix of the level \(level.rawValue)")
        case .fixed: nil
        }
    }

    private func places(_ findings: [LocatedFinding]) -> String {
        let named = findings.prefix(Self.namedPlaces).map { MarkdownText.place($0.path, $0.position) }
        let more = findings.count - named.count
        return named.joined(separator: ", ") + (more > 0 ? " and \(more) more" : "")
    }

    // MARK: Tail

    private var tail: String {
        let codemods = Set(result.stages.map(\.codemod.id)).sorted()
        guard let first = codemods.first else { return "" }
        let others = codemods.dropFirst().map { MarkdownText.code($0) }.joined(separator: ", ")
        let choice = others.isEmpty ? "" : "; or \(others) in its place"
        return """

            ### To revert one kind

            With \(MarkdownText.code(first))\(choice):

            ```sh
            git revert $(git log --format=%H --grep='^Redline-Codemod: \(first)$' \(ShellCommand.word("\(base)..\(branch)")))
            ```

            """
    }
}
