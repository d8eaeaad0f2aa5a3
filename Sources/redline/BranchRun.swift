import Delivery
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

/// The fixes of a commit's files as commits on branches: worked out first, then written.
struct BranchRun {
    let repository: Repository
    /// The commit that the fixes are for.
    let base: ObjectID
    private(set) var run: Run
    private(set) var branches: [BranchDelivery] = []
    private let identities: Identities
    private let isDryRun: Bool
    private let signer: CommitSigner?
    /// The repository's hooks for commits, which do not run.
    private let hooks: [String]
    private let runsTests: Bool

    init(
        branch: String, base revision: String?, paths: [Path], options: RunOptions, decisions: DecisionOptions,
        delivery: DeliveryOptions, showsProgress: Bool = true
    ) throws {
        repository = try RunInput.repository()
        isDryRun = delivery.dryRun
        runsTests = delivery.verify != nil
        // What git would refuse fails now, not after the analysis.
        identities = try repository.identities()
        signer = try repository.signer(requested: delivery.gpgSign)
        hooks = try repository.commitHooks()
        if delivery.split != .none { try repository.checkBranchFolder(branch) }
        let tip = delivery.split == .none ? try repository.tip(ofBranch: branch, base: revision) : nil
        base = try tip?.base ?? repository.commit(at: revision ?? "HEAD")
        let input = try RunInput.commit(base, paths, options, in: repository)
        run = try Run(input, options, level: .review, decisions: decisions, showsProgress: showsProgress)
        run.limit(to: delivery.maxFixes)
        let formatter = try delivery.format.map { SourceFormatter($0, in: try Self.root(of: repository)) }
        let parts = delivery.split.parts(of: run.result, try owners(delivery.split))
        let tips =
            try tip.map { tip in parts.map { _ in tip } }
            ?? repository.tips(ofNewBranches: parts.map { Self.name($0, branch) }, base: base)
        let tree = try delivery.verify.flatMap { try parts.isEmpty ? nil : testTree($0) }
        defer { tree?.remove() }
        for (part, tip) in zip(parts, tips) {
            branches.append(
                try BranchDelivery(tip, part.fixes, run, formatter, tree, showsProgress: showsProgress))
        }
        if branches.isEmpty, let tip { branches = [BranchDelivery(tip: tip, result: run.result)] }
        if delivery.ignoreComments, branches.count == 1 {
            branches[0].ignored = IgnoredPlaces(
                after: branches[0].result, run.matching, in: run.input.provider, by: run.engine)
        }
        try keepTested()
    }

    // MARK: Preparing

    private static func root(of repository: Repository) throws -> Path {
        try repository.workingDirectory ?? RunInput.currentFolder()
    }

    private static func name(_ part: BranchSplit.Part, _ branch: String) -> String {
        part.suffix.map { "\(branch)/\($0)" } ?? branch
    }

    private func owners(_ split: BranchSplit) throws -> CodeOwners {
        guard split == .owner else { return CodeOwners(parsing: []) }
        for place in CodeOwners.places {
            if let text = try repository.bytes(of: place, at: base) { return CodeOwners(parsing: text) }
        }
        throw InputError(
            "there is no CODEOWNERS file in commit \(base.short)", hint: "commit one, or use --split codemod")
    }

    private func testTree(_ command: String) throws -> TestTree {
        let originals = run.result.changes.map { ($0.path, $0.before) }
        return try TestTree(
            of: base, in: repository, command: command, originals: Dictionary(originals) { first, _ in first })
    }

    /// The run as a whole makes what all branches make.
    private mutating func keepTested() throws {
        let tested = branches.compactMap(\.tested)
        guard tested.contains(where: { !$0.dropped.isEmpty }) else { return }
        let notices = try tested.flatMap(FailedOutputs.keep)
        run.narrow(to: Set(tested.flatMap(\.kept)))
        run.result.notices += notices
    }

    // MARK: Writing

    /// A branch with its commits; those of a dry run are planned only.
    struct Written {
        let branch: BranchDelivery
        let commits: [WrittenCommit]
    }

    /// Writes and signs all commits, then moves branch by branch. What was moved stays if a later branch fails.
    func write() throws -> [Written] {
        let written = try branches.filter { !$0.plans.isEmpty }.map { branch in
            let commits =
                isDryRun
                ? [] : try repository.write(branch.plans, onto: branch.tip, by: identities, signedBy: signer)
            return Written(branch: branch, commits: commits)
        }
        for (branch, commits) in written.map({ ($0.branch, $0.commits) }) {
            try repository.publish(
                commits, to: branch.tip, by: identities, reflogMessage: "redline: \(branch.names)")
        }
        return written
    }

    /// What to print about them; nothing if there are none.
    func report(_ written: [Written]) -> [String] {
        let lines = written.flatMap { written in
            let report = BranchReport(written.branch, run, base: base)
            return isDryRun
                ? report.planned
                : report.written(
                    written.commits, dirty: dirty(written.branch), entangled: entangled(written.commits))
        }
        if lines.isEmpty { return [] }
        return lines + (isDryRun ? ["nothing was written"] : stateNote + hookNote)
    }

    /// Where the index cannot be read, nobody can say which files have changed since the commit.
    private var stateNote: [String] {
        do throws(GitError) {
            _ = try WorkTreeStates(of: repository)
            return []
        } catch {
            return error.kind == .unknownFormat
                ? ["note: \(error.message): uncommitted changes were not looked for"] : []
        }
    }

    private var hookNote: [String] {
        if hooks.isEmpty { return [] }
        let advice = runsTests ? "" : "; redline apply --verify COMMAND runs tests before anything is written"
        let noun = hooks.count == 1 ? "hook" : "hooks"
        let verb = hooks.count == 1 ? "was" : "were"
        return ["note: the repository's \(noun) \(hooks.joined(separator: ", ")) \(verb) not run\(advice)"]
    }

    /// For programs.
    func summary(_ written: [Written]) -> DeliveryReport {
        DeliveryReport(
            base: base, isDryRun: isDryRun,
            branches: written.map { written in
                let branch = written.branch
                return DeliveryReport.Branch(
                    branch.tip, branch.plans, ids: written.commits.map(\.id), fixes: branch.result.stages.map(\.fixes),
                    tested: branch.tested)
            })
    }

    /// Commits that cannot be reverted without those after them.
    private func entangled(_ commits: [WrittenCommit]) -> [(commit: WrittenCommit, paths: [Path])] {
        guard let tip = commits.last?.id else { return [] }
        return commits.dropLast().compactMap { commit in
            guard let paths = try? repository.conflicts(reverting: commit.id, on: tip), !paths.isEmpty else {
                return nil
            }
            return (commit, paths)
        }
    }

    /// Files that differ from the commit that the branch was made from. None if the repository cannot tell.
    private func dirty(_ branch: BranchDelivery) -> [Path] {
        guard let states = try? WorkTreeStates(of: repository) else { return [] }
        return Set(branch.plans.flatMap(\.files).map(\.path)).sorted().filter { path in
            switch try? states.state(of: path) {
            case .changed, .staged, .conflicted: true
            default: false
            }
        }
    }
}
