import ArgumentParser
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting
import Terminal

/// What a review is about: files of the working tree or of a commit, and the decisions of their project.
struct ReviewSubject {
    let paths: [Path]
    /// Nil for the working tree.
    let rev: String?
    let options: RunOptions
    let since: SinceOptions
    let decisionFile: DecisionFileOption

    func session() throws -> ReviewSession {
        let (scope, root) = try scope(showsProgress: true)
        let head = Self.head(rev)
        return ReviewSession(
            scope, try decisionFile.kept(in: root), title: Self.title(root: root, at: rev),
            branch: "redline/" + (head?.short(digits: 7) ?? "fixes"),
            size: TerminalDevice.size ?? ScreenSize(columns: 80, rows: 24))
    }

    private static func head(_ rev: String?) -> ObjectID? { try? RunInput.repository().commit(at: rev ?? "HEAD") }

    /// `CrownSafe at a2549c5, working tree`.
    ///
    /// - Parameter rev: nil for the working tree.
    static func title(root: Path?, at rev: String?) -> String {
        let name = root.map { String(decoding: $0.name, as: UTF8.self) } ?? "standard input"
        let commit = root == nil ? "" : head(rev).map { " at \($0.short(digits: 7))" } ?? ""
        return name + commit + (rev == nil && root != nil ? ", working tree" : "")
    }

    /// A new look at the files.
    func scope(showsProgress: Bool = false) throws -> (scope: ReviewScope, root: Path) {
        let input = try input()
        let (codemods, settings) = try options.settings(input, level: .review)
        let bar = ProgressBar(total: input.provider.paths.count, isShown: showsProgress)
        let engine = Engine(codemods: codemods, settings: settings)
        let earlier = try since.earlier(input, by: engine)
        let prepared = engine.prepare(input.provider) { _ in bar.advance() }
        bar.clear()
        let folder = try RunInput.currentFolder()
        let root = input.root ?? folder
        let proposals = Proposals(prepared)
        let new = since.new(prepared, since: earlier, by: engine)
        let run = DecidedRun(
            proposals, try decisionFile.kept(in: root).decisions, baseline: try Baseline(in: root), since: new)
        return (ReviewScope(proposals, run), root)
    }

    private func input() throws -> RunInput {
        guard let rev else { return try RunInput.workingTree(paths, options).input }
        let repository = try RunInput.repository()
        return try RunInput.commit(repository.commit(at: rev), paths, options, in: repository)
    }

    // MARK: Decisions

    func save(_ changes: [DecisionChange]) throws -> DecisionsFile { try update { $0.apply(changes) } }

    func update(_ change: (inout DecisionsFile) -> Void) throws -> DecisionsFile {
        try decisionFile.update(in: root(), change)
    }

    func decisions() throws -> DecisionsFile { try decisionFile.kept(in: root()) }

    /// The folder of the project.
    private func root() -> Path {
        let folder = (try? RunInput.currentFolder()) ?? .here
        return RepositoryFolder.workTree(around: folder) ?? folder
    }

    /// How the paths of the project are shown.
    var display: PathDisplay { PathDisplay(root: root(), folder: try? RunInput.currentFolder()) }

    /// Where a file of the project is on disk.
    func file(_ path: Path) -> Path { root().appending(path) }

    // MARK: Commits

    /// The accepted fixes and comments for ignored places, as commits that are not written yet.
    func branchRun(_ branch: String) throws -> BranchRun {
        try BranchRun(
            branch: branch, base: rev, paths: paths, options: options, decisions: decisionOptions(),
            delivery: DeliveryOptions.parse(["--ignore-comments"]), showsProgress: false)
    }

    /// True if a program will be asked for signatures.
    var signsCommits: Bool { (try? RunInput.repository().signer()) != nil }

    private func decisionOptions() throws -> DecisionOptions {
        var decisions = try DecisionOptions.parse(["--undecided", "skip"])
        decisions.file = decisionFile
        decisions.since = since
        return decisions
    }

    /// What would be committed.
    func preview(_ session: ReviewSession, branch: String) throws -> CommitPreview {
        let branchRun = try branchRun(branch)
        let (tip, result) = (branchRun.branches.first?.tip, branchRun.run.result)
        var commits = result.stages.map { stage in
            Self.commit(
                CommitMessage.subject(of: stage), fixes: Set(stage.fixes.compactMap(\.fix)).count, stage.changes)
        }
        let ignored = branchRun.branches.first?.ignored ?? IgnoredPlaces()
        if !ignored.places.isEmpty {
            commits.append(
                Self.commit(
                    CommitMessage.subject(ignoring: ignored.places.count), fixes: ignored.places.count, ignored.changes)
            )
        }
        let made = Set(result.findings.filter { $0.fix != nil }.map(DecisionSubject.init))
        let missing = session.items.filter { session.status($0) == .decided(.accept) && !made.contains($0.subject) }
        let patch = try PatchReport(includesRefusals: false).text(of: result)
        return CommitPreview(
            branch: branch, isNewBranch: tip?.isNew ?? true, base: branchRun.base.short(digits: 7), commits: commits,
            patch: String(decoding: patch, as: UTF8.self), missing: missing.map(\.location),
            command: command(branch, hasComments: !ignored.places.isEmpty))
    }

    private static func commit(_ subject: String, fixes: Int, _ changes: [FileChange]) -> CommitPreview.Commit {
        let diffs = changes.map { LineDiff($0.before, $0.after).counts }
        return CommitPreview.Commit(
            subject: subject, fixes: fixes, files: changes.count, added: diffs.reduce(0) { $0 + $1.added },
            removed: diffs.reduce(0) { $0 + $1.removed })
    }

    /// The command that makes the same commits without a review.
    private func command(_ branch: String, hasComments: Bool) -> String {
        var words = ["redline", "apply", "--branch", branch, "--undecided", "skip"]
        if hasComments { words.append("--ignore-comments") }
        if let rev { words += ["--base", rev] }
        if let file = decisionFile.decisions { words += ["--decisions", file.path.description] }
        if let revision = since.since { words += ["--since", revision] + (since.lines ? ["--lines"] : []) }
        words += options.codemods.only.flatMap { ["--only", $0] } + options.codemods.skip.flatMap { ["--skip", $0] }
        if let level = options.level { words += ["--level", level.rawValue] }
        return (words + paths.map(\.description)).map(ShellCommand.word).joined(separator: " ")
    }
}
