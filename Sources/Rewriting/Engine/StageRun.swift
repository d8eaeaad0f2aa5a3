import PythonSyntax
import SourceText

/// One codemod over all files, pass by pass.
struct StageRun {
    let codemod: any Codemod
    var project: Project
    let threads: Int

    private(set) var fixed: [LocatedFinding] = []
    private var textBefore: [String: SourceText] = [:]

    init(codemod: any Codemod, project: Project, threads: Int) {
        self.codemod = codemod
        self.project = project
        self.threads = threads
        textBefore = project.states.mapValues(\.tree.source)
    }

    /// The stage's changes, nil where there are none.
    var stage: Stage? {
        let changes = project.states.values.sorted { $0.path < $1.path }.compactMap { state -> FileChange? in
            let before = textBefore[state.path]?.bytes ?? state.original.bytes
            let after = state.tree.source.bytes
            return before == after ? nil : FileChange(path: state.path, before: before, after: after)
        }
        return changes.isEmpty ? nil : Stage(codemod: codemod.document, changes: changes, fixes: fixed)
    }

    mutating func run() async {
        var working = project.states.keys.sorted()
        for _ in 0..<Engine.maximumPasses {
            let proposals = await proposals(in: working)
            var chosen = choose(among: proposals)
            let changed = settle(&chosen)
            if changed.isEmpty { return }
            working = changed
        }
    }

    private func proposals(in paths: [String]) async -> [Proposal] {
        let states = paths.compactMap { project.states[$0] }
        let (codemod, withdrawn) = (self.codemod, project.withdrawn)
        return await Parallel.map(count: states.count, threads: threads) { index in
            let state = states[index]
            return state.findings(of: codemod, in: state.context()).compactMap { finding -> Proposal? in
                guard case .fix(let fix) = finding.remedy else { return nil }
                let key = FixKey(codemod.id, state, finding)
                return withdrawn[key] != nil ? nil : Proposal(key: key, finding: finding, fix: fix)
            }
        }.flatMap { $0 }
    }

    /// The first in path and place order wins; what overlaps with it is found again in the next pass.
    private mutating func choose(among proposals: [Proposal]) -> [Proposal] {
        var taken: [String: DisjointRanges] = [:]
        var chosen: [Proposal] = []
        for proposal in proposals.sorted(by: Proposal.isBefore) {
            let edits = proposal.editsByPath
            guard edits.keys.allSatisfy({ project.load($0) }) else {
                withdraw(proposal, "a file that the fix reaches into cannot be rewritten")
                continue
            }
            let fits = edits.allSatisfy { path, edits in
                !(taken[path]?.overlap(Self.span(of: edits)) ?? false)
            }
            guard fits else { continue }
            for (path, edits) in edits { taken[path, default: DisjointRanges()].insert(Self.span(of: edits)) }
            chosen.append(proposal)
        }
        return chosen
    }

    /// From the first edit to the last: what lies between, a moved block say, is the fix's own too.
    private static func span(of edits: [TextEdit]) -> Range<Int> {
        let lower = edits.map(\.range.lowerBound).min() ?? 0
        let upper = edits.map(\.range.upperBound).max() ?? 0
        return lower..<max(upper, lower + 1)
    }

    /// Applies the chosen fixes that verify; the paths of the files that changed.
    private mutating func settle(_ chosen: inout [Proposal]) -> [String] {
        while true {
            var next: [String: (SyntaxTree, [TextEdit])] = [:]
            guard let failure = verify(chosen, into: &next) else {
                record(chosen)
                for (path, (tree, edits)) in next { project.advance(path, to: tree, by: edits) }
                return next.keys.sorted()
            }
            remove(failure, from: &chosen)
        }
    }

    private mutating func record(_ chosen: [Proposal]) {
        for proposal in chosen {
            guard let state = project.states[proposal.key.path] else { continue }
            fixed.append(state.located(proposal.finding, codemod.id, .fixed(proposal.fix.level)))
        }
    }

    /// The path and reason of the first file that does not verify, or nil and every file's next tree.
    private func verify(
        _ chosen: [Proposal], into next: inout [String: (SyntaxTree, [TextEdit])]
    ) -> (path: String, message: String)? {
        let paths = Set(chosen.flatMap { $0.editsByPath.keys }).sorted()
        for path in paths {
            do throws(Verification.Complaint) {
                next[path] = try attempt(chosen, in: path)
            } catch {
                return (path, error.message)
            }
        }
        return nil
    }

    private func attempt(
        _ proposals: [Proposal], in path: String
    ) throws(Verification.Complaint) -> (SyntaxTree, [TextEdit])? {
        guard let state = project.states[path] else { return nil }
        let all = proposals.flatMap { $0.editsByPath[path] ?? [] }
        guard let edits = TextEdit.compose(all) else { throw Verification.Complaint(message: "its edits overlap") }
        let permissions = proposals.reduce(into: FixPermissions()) { $0.formUnion($1.fix.permissions) }
        return (try Verification.verified(state.tree, applying: edits, permissions: permissions), edits)
    }

    /// Takes out the fixes that fail on their own. Where each verifies alone, all but the first wait for the next pass.
    private mutating func remove(_ failure: (path: String, message: String), from chosen: inout [Proposal]) {
        let concerned = chosen.filter { $0.editsByPath[failure.path] != nil }
        var bad: [(Proposal, String)] = []
        for proposal in concerned {
            do throws(Verification.Complaint) {
                _ = try attempt([proposal], in: failure.path)
            } catch {
                bad.append((proposal, error.message))
            }
        }
        for (proposal, message) in bad { withdraw(proposal, message) }
        let gone = bad.isEmpty ? Set(concerned.dropFirst().map(\.key)) : Set(bad.map(\.0.key))
        chosen.removeAll { gone.contains($0.key) }
        // A single fix that fails only in company of itself cannot be: without this the loop would not end.
        if gone.isEmpty, let first = concerned.first {
            withdraw(first, failure.message)
            chosen.removeAll { $0.key == first.key }
        }
    }

    private mutating func withdraw(_ proposal: Proposal, _ message: String) {
        guard let state = project.states[proposal.key.path] else { return }
        project.withdraw(proposal.key, state.located(proposal.finding, codemod.id, .withdrawn(message)))
    }
}

/// A fix that a codemod offers in one pass.
struct Proposal: Sendable {
    let key: FixKey
    let finding: Finding
    let fix: Fix

    static func isBefore(_ left: Proposal, _ right: Proposal) -> Bool {
        (left.key.path, left.finding.place.lowerBound) < (right.key.path, right.finding.place.lowerBound)
    }

    var editsByPath: [String: [TextEdit]] {
        var edits = fix.otherFiles
        edits[key.path, default: []] += fix.edits
        return edits
    }
}
