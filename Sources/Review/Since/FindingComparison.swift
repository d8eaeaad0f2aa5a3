import FileSystem
import Rewriting
import SourceText

/// Tells which findings of a run were there at an earlier commit.
///
/// As for decisions, content counts, and no line: code that was moved, indented or renamed has the findings that it had. Of several equal
/// statements, as many are known as there were.
struct FindingComparison {
    /// By number in the run's findings.
    private(set) var known: Set<Int> = []
    /// The paths that files had, where a finding was found again by that.
    private(set) var origins: [Path: Path] = [:]

    private let now: [Subject]
    private let then: [Subject]
    private let texts: ComparedTexts
    /// Earlier findings that have not been found again.
    private var left: Set<Int>

    private struct Subject {
        let decision: DecisionSubject
        let lines: ClosedRange<Int>
        let path: Path

        var line: Int { lines.lowerBound }

        init(_ finding: LocatedFinding) {
            decision = DecisionSubject(finding)
            lines = finding.lines
            path = finding.path
        }
    }

    /// - Parameters:
    ///   - added: files that the project did not have then.
    ///   - removed: files that it does not have any more.
    init(
        _ now: [LocatedFinding], with then: [LocatedFinding], added: Set<Path>, removed: Set<Path>,
        _ texts: ComparedTexts
    ) {
        self.now = now.map(Subject.init)
        self.then = then.map(Subject.init)
        self.texts = texts
        left = Set(then.indices)
        matchPlaces()
        findRenames(added, removed)
        matchPlaces()
        matchReformatted()
        matchFiles()
        matchScopes()
        followMoves()
    }

    // MARK: Steps, the surest first

    /// What two findings must share to be the same.
    private struct Key: Hashable {
        let codemod: String
        /// The digest of the statement; nil if `text` is compared.
        var before: String?
        /// Without layout.
        var text: [UInt8]?
        var path: Path?
        var scope: String?

        init(_ subject: DecisionSubject) {
            codemod = subject.codemod
            before = subject.before
        }
    }

    /// The same statement in the same function of the same file.
    private mutating func matchPlaces() {
        match(moreThanBefore: .asManyAsBefore) { subject, path, _ in
            var key = Key(subject.decision)
            (key.path, key.scope) = (path, subject.decision.scope)
            return key
        }
    }

    /// The same statement but for line breaks and the like, in the same function: a formatter was run.
    private mutating func matchReformatted() {
        let texts = texts
        match(moreThanBefore: .none) { subject, path, isNow in
            let text = isNow ? texts.new(subject.path) : texts.old(subject.path)
            var key = Key(subject.decision)
            (key.path, key.scope, key.before) = (path, subject.decision.scope, nil)
            key.text = text.map { ComparedTexts.withoutLayout(subject.lines, of: $0) }
            return key.text == nil ? nil : key
        }
    }

    /// In the same file: a function was renamed, or put into a class.
    private mutating func matchFiles() {
        match(moreThanBefore: .onUnchangedLines) { subject, path, _ in
            var key = Key(subject.decision)
            key.path = path
            return key
        }
    }

    /// In a function of the same name: it was moved to another file.
    private mutating func matchScopes() {
        match(moreThanBefore: .none) { subject, _, _ in
            guard !subject.decision.scope.isEmpty else { return nil }
            var key = Key(subject.decision)
            key.scope = subject.decision.scope
            return key
        }
    }

    /// Anywhere, if there is one such finding, then and now.
    private mutating func followMoves() {
        let open = now.indices.filter { !known.contains($0) }
        let decisions = left.map { Decision(.known, on: then[$0].decision) }
        let matching = DecisionMatching(decisions, on: open.map { now[$0].decision }) { _ in nil }
        known.formUnion(open.filter { matching.held[now[$0].decision] != nil })
    }

    private mutating func findRenames(_ added: Set<Path>, _ removed: Set<Path>) {
        let contents = Set(left.filter { removed.contains(then[$0].path) }.map { Key(then[$0].decision) })
        let open = now.indices.filter { !known.contains($0) && added.contains(now[$0].path) }
            .filter { contents.contains(Key(now[$0].decision)) }
        let sought = Set(open.map { Key(now[$0].decision) })
        let sources = left.map { then[$0] }.filter { removed.contains($0.path) && sought.contains(Key($0.decision)) }
        origins =
            Renames(
                to: Set(open.map { now[$0].path }).sorted(), from: Set(sources.map(\.path)).sorted(), texts
            ).origins
    }

    // MARK: One step

    /// What to do if there are more equal findings than before.
    private enum Surplus {
        /// Those on lines that were there are known, then the first ones, up to their number.
        case asManyAsBefore
        /// Those on lines that were there are known.
        case onUnchangedLines
        /// All count as new: nobody can say which one is.
        case none
    }

    private mutating func match(moreThanBefore surplus: Surplus, by key: (Subject, Path, _ isNow: Bool) -> Key?) {
        let open = now.indices.filter { !known.contains($0) }
        var earlier: [Key: [Int]] = [:]
        for number in left.sorted() {
            if let key = key(then[number], then[number].path, false) { earlier[key, default: []].append(number) }
        }
        let groups = Dictionary(grouping: open) { key(now[$0], origins[now[$0].path] ?? now[$0].path, true) }
        for (key, group) in groups {
            guard let key, let found = earlier[key] else { continue }
            if group.count <= found.count {
                for (number, place) in zip(group, found) { settle(number, place) }
                continue
            }
            if surplus == .none { continue }
            var rest = found
            for number in group {
                guard let place = rest.firstIndex(where: { isSameLine(number, $0) }) else { continue }
                settle(number, rest.remove(at: place))
            }
            guard surplus == .asManyAsBefore else { continue }
            for (number, place) in zip(group.filter { !known.contains($0) }, rest) { settle(number, place) }
        }
    }

    private mutating func settle(_ number: Int, _ earlier: Int) {
        known.insert(number)
        left.remove(earlier)
    }

    private func isSameLine(_ number: Int, _ earlier: Int) -> Bool {
        texts.origin(of: now[number].line, in: now[number].path, from: then[earlier].path) == then[earlier].line
    }
}

extension LocatedFinding {
    /// The first is 1.
    var lines: ClosedRange<Int> { position.line...max(position.line, end.line) }
}
