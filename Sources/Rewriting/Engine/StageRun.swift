import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// Runs one codemod over all files, pass by pass.
struct StageRun {
    let codemod: any Codemod
    /// All codemods of the run: each text is looked at once, by all of them.
    private let codemods: [any Codemod]
    var project: Project
    private let selection: FixSelection
    private var threads: Int { project.settings.threads }

    private(set) var fixed: [LocatedFinding] = []
    private var textBefore: [Path: SourceText] = [:]

    init(codemod: any Codemod, of codemods: [any Codemod], project: Project, making selection: FixSelection) {
        self.codemod = codemod
        self.codemods = codemods
        self.project = project
        self.selection = selection
        textBefore = project.states.mapValues(\.tree.source)
    }

    /// The stage's changes; nil if there are none.
    var stage: Stage? {
        let changes = project.states.values.sorted { $0.path < $1.path }.compactMap { state -> FileChange? in
            let before = textBefore[state.path]?.bytes ?? state.original.bytes
            let after = state.tree.source.bytes
            return before == after ? nil : FileChange(path: state.path, before: before, after: after)
        }
        return changes.isEmpty ? nil : Stage(codemod: codemod.document, changes: changes, fixes: fixed)
    }

    mutating func run() {
        var working = project.states.keys.sorted()
        for _ in 0..<PreparedRun.maximumPasses {
            let proposals = proposals(in: working)
            let (chosen, waiting) = choose(among: proposals)
            let changed = settle(chosen, of: proposals)
            if changed.isEmpty { return }
            // What they propose may depend on which files have changed.
            for path in waiting { project.states[path]?.found = nil }
            working = waiting.union(changed).sorted()
        }
    }

    private mutating func proposals(in paths: [Path]) -> [Proposal] {
        look(at: paths)
        return paths.compactMap { project.states[$0] }.flatMap { state in
            (state.found?[codemod.id] ?? []).compactMap { finding -> Proposal? in
                guard case .fix(let fix) = finding.remedy else { return nil }
                guard project.settings.level.includes(fix.level) else { return nil }
                let key = FixKey(codemod.id, state, finding)
                guard selection.contains(key.place) else { return nil }
                return project.withdrawn[key] != nil ? nil : Proposal(key: key, finding: finding, fix: fix)
            }
        }
    }

    /// Asks all codemods about the texts that have not been looked at yet.
    private mutating func look(at paths: [Path]) {
        let states = paths.compactMap { project.states[$0] }.filter { $0.found == nil }
        let codemods = self.codemods
        let found = Parallel.map(count: states.count, threads: threads) { states[$0].look(codemods) }
        for (state, found) in zip(states, found) { project.states[state.path]?.found = found }
    }

    /// The first fix in path and place order wins. A fix that overlaps it is found again in the next pass: the paths of the
    /// second result are to be looked at although they do not change.
    private mutating func choose(among proposals: [Proposal]) -> ([Proposal], waiting: Set<Path>) {
        var waiting: Set<Path> = []
        var taken: [Path: DisjointRanges] = [:]
        var defined: [Path: Set<String>] = [:]
        var chosen: [Proposal] = []
        for proposal in proposals.sorted(by: Proposal.isBefore) {
            guard findings(repairedBy: proposal) != nil else {
                withdraw(proposal, "another place that the fix edits must stay as it is")
                continue
            }
            var proposal = proposal
            guard let otherFiles = project.remaining(proposal.otherFiles) else {
                withdraw(proposal, "another file that the fix edits has been changed in another way")
                continue
            }
            proposal.otherFiles = otherFiles
            let edits = proposal.editsByPath
            guard edits.keys.allSatisfy({ project.load($0) }) else {
                withdraw(proposal, "another file that the fix edits cannot be rewritten")
                continue
            }
            let fits = edits.allSatisfy { path, edits in
                // What two fixes share, the second one finds done in the next pass.
                guard path == proposal.key.path else { return taken[path] == nil }
                return !(taken[path]?.overlap(Self.span(of: edits)) ?? false)
            }
            let names = proposal.fix.defines
            guard fits, defined[proposal.key.path, default: []].isDisjoint(with: names) else {
                if !proposal.fix.otherFiles.isEmpty { waiting.insert(proposal.key.path) }
                continue
            }
            defined[proposal.key.path, default: []].formUnion(names)
            for (path, edits) in edits { taken[path, default: DisjointRanges()].insert(Self.span(of: edits)) }
            chosen.append(proposal)
        }
        return (chosen, waiting)
    }

    /// From the first edit to the last: the text in between, such as a moved block, belongs to the fix too.
    private static func span(of edits: [TextEdit]) -> Range<Int> {
        let lower = edits.map(\.range.lowerBound).min() ?? 0
        let upper = edits.map(\.range.upperBound).max() ?? 0
        return lower..<max(upper, lower + 1)
    }

    /// A file's next text, and the edits that lead to it.
    private typealias Step = (module: ModuleFile, edits: [TextEdit])

    /// Applies those of the chosen fixes that pass the verification. Returns the paths of the changed files.
    private mutating func settle(_ chosen: [Proposal], of proposals: [Proposal]) -> [Path] {
        var chosen = chosen
        var next: [Path: Step] = [:]
        var open = Set(chosen.flatMap(\.editsByPath.keys))
        while !open.isEmpty {
            let results = attempts(chosen, in: open.sorted())
            open = []
            for (path, result) in results {
                switch result {
                // The cause may be a fix that was already removed for an earlier file.
                case _ where open.contains(path): break
                case .success(let step): next[path] = step
                case .failure(let complaint):
                    for gone in remove(from: &chosen, failingIn: path, complaint) {
                        open.formUnion(gone.editsByPath.keys)
                    }
                }
            }
            for path in open { next[path] = nil }
        }
        record(chosen)
        note(chosen, of: proposals)
        for path in Set(chosen.map(\.key.path)) { project.index.noteChange(of: path) }
        for (path, step) in next { project.advance(path, to: step.module, by: step.edits) }
        return next.keys.sorted()
    }

    private mutating func record(_ chosen: [Proposal]) {
        for proposal in chosen {
            guard let state = project.states[proposal.key.path] else { continue }
            project.share(proposal.otherFiles)
            for finding in [proposal.finding] + (findings(repairedBy: proposal) ?? []) {
                var located = state.located(finding, codemod.id, .fixed(proposal.fix.level))
                located.fix = proposal.key.place
                fixed.append(located)
            }
        }
    }

    /// Notes which fixes change what. An edit that a waiting fix proposes too, such as an import that both need, is also that fix's:
    /// in the next pass it is made already.
    private mutating func note(_ made: [Proposal], of proposals: [Proposal]) {
        var edits: [Path: Set<TextEdit>] = [:]
        for proposal in made {
            edits[proposal.key.path, default: []].formUnion(proposal.fix.edits)
            for (path, others) in proposal.fix.otherFiles {
                project.states[path]?.note(proposal.key.place, original: others)
            }
        }
        for proposal in proposals {
            let path = proposal.key.path
            guard let made = edits[path] else { continue }
            project.states[path]?.note(proposal.key.place, proposal.fix.edits.filter(made.contains))
        }
    }

    /// The other findings that a fix repairs; nil if one of them is suppressed, refused or left out.
    private func findings(repairedBy proposal: Proposal) -> [Finding]? {
        if proposal.fix.alsoRepairs.isEmpty { return [] }
        let found = project.states[proposal.key.path]?.found?[codemod.id] ?? []
        let others = proposal.fix.alsoRepairs.compactMap { place in found.first { $0.place == place } }
        let areFixable = others.allSatisfy { finding in
            if case .fix(let fix) = finding.remedy { project.settings.level.includes(fix.level) } else { false }
        }
        return areFixable && others.count == proposal.fix.alsoRepairs.count ? others : nil
    }

    /// The result of the chosen fixes for some files, in order; files that no fix edits are left out.
    private func attempts(
        _ chosen: [Proposal], in paths: [Path]
    ) -> [(path: Path, result: Result<Step, Verification.Complaint>)] {
        let byPath = Self.byPath(chosen)
        let work = paths.compactMap { path -> (FileState, [Proposal])? in
            guard let state = project.states[path], let proposals = byPath[path] else { return nil }
            return (state, proposals)
        }
        return Parallel.map(count: work.count, threads: threads) { index in
            let (state, proposals) = work[index]
            return (state.path, Self.attempt(proposals, on: state))
        }
    }

    private static func byPath(_ proposals: [Proposal]) -> [Path: [Proposal]] {
        var byPath: [Path: [Proposal]] = [:]
        for proposal in proposals {
            for path in proposal.editsByPath.keys { byPath[path, default: []].append(proposal) }
        }
        return byPath
    }

    private static func attempt(
        _ proposals: [Proposal], on state: FileState
    ) -> Result<Step, Verification.Complaint> {
        let all = proposals.flatMap { $0.editsByPath[state.path] ?? [] }
        guard let edits = TextEdit.compose(all) else {
            return .failure(Verification.Complaint(message: "its edits overlap"))
        }
        let removed = proposals.filter { $0.key.path == state.path }.flatMap(\.fix.removedComments)
        return Result { () throws(Verification.Complaint) in
            (try Verification.verified(state, applying: edits, removing: removed), edits)
        }
    }

    /// Removes the fixes that fail on their own. If each passes alone, all but the first wait for the next pass.
    private mutating func remove(
        from chosen: inout [Proposal], failingIn path: Path, _ complaint: Verification.Complaint
    ) -> [Proposal] {
        guard let state = project.states[path] else { return [] }
        let concerned = chosen.filter { $0.editsByPath[path] != nil }
        var gone: [Proposal] = []
        for proposal in concerned {
            guard case .failure(let complaint) = Self.attempt([proposal], on: state) else { continue }
            withdraw(proposal, complaint.message)
            gone.append(proposal)
        }
        if gone.isEmpty { gone = Array(concerned.dropFirst()) }
        // Guarantees progress: at least one fix is removed.
        if gone.isEmpty, let first = concerned.first {
            withdraw(first, complaint.message)
            gone = [first]
        }
        let keys = Set(gone.map(\.key))
        chosen.removeAll { keys.contains($0.key) }
        return gone
    }

    private mutating func withdraw(_ proposal: Proposal, _ message: String) {
        guard let state = project.states[proposal.key.path] else { return }
        project.withdraw(proposal.key, state.located(proposal.finding, codemod.id, .withdrawn(message)))
    }
}

/// A fix that a codemod proposes in one pass.
struct Proposal: Sendable {
    let key: FixKey
    let finding: Finding
    let fix: Fix
    /// The edits of other files that no other fix has made.
    var otherFiles: [Path: [TextEdit]]

    init(key: FixKey, finding: Finding, fix: Fix) {
        self.key = key
        self.finding = finding
        self.fix = fix
        otherFiles = fix.otherFiles
    }

    /// Includes the edits of the finding's own file.
    var editsByPath: [Path: [TextEdit]] { otherFiles.merging([key.path: fix.edits]) { $0 + $1 } }

    static func isBefore(_ left: Proposal, _ right: Proposal) -> Bool {
        (left.key.path, left.finding.place.lowerBound) < (right.key.path, right.finding.place.lowerBound)
    }
}
