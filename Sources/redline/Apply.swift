import ArgumentParser
import Foundation
import Git
import Inputs
import Reporting
import Rewriting

struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "apply",
        abstract: "Commit the fixes to a branch, or write them into the working tree.",
        discussion: """
            With --branch, one commit a codemod goes straight into the object database; working tree, index and HEAD stay
            as they are. With --in-place, the files of the working tree are replaced.
            """
    )

    @Option(help: "The branch to create, or to grow from its tip.")
    var branch: String?

    @Option(help: "Where a new branch starts. Default: HEAD.")
    var base: String?

    @Flag(help: "Write the working tree's files instead of a branch.")
    var inPlace = false

    @Flag(help: "With --in-place: change files with uncommitted changes too.")
    var allowDirty = false

    @OptionGroup var options: CodemodOptions

    @Argument(help: "Files and folders. Default: the whole repository, or the current folder with --in-place.")
    var paths: [String] = []

    func validate() throws {
        if (branch == nil) != inPlace { throw ValidationError("Give either --branch NAME or --in-place.") }
        if inPlace, base != nil { throw ValidationError("--base goes with --branch.") }
        if !inPlace, allowDirty { throw ValidationError("--allow-dirty goes with --in-place.") }
    }

    func run() throws {
        if let branch { try commit(to: branch) } else { try writeInPlace() }
    }

    // MARK: Branch

    private func commit(to branch: String) throws {
        let repository = try Project.repository()
        let tip = try repository.tip(ofBranch: branch, base: base)
        let scope = paths.isEmpty ? [repository.workingDirectory ?? "."] : paths
        let (files, configuration) = try Project.commitFiles(tip.base, scope, in: repository)
        let result = try run(files, configuration)
        guard !result.stages.isEmpty else { return }
        let plans = result.stages.map { stage in
            CommitPlan(
                message: CommitMessage.text(of: stage),
                files: stage.changes.map { CommitPlan.File(path: $0.path, bytes: $0.after) })
        }
        let names = result.stages.map(\.codemod.id).joined(separator: ", ")
        let commits = try repository.append(plans, to: tip, reflogMessage: "redline: \(names)")
        report(commits, on: tip, result, repository)
    }

    private func report(_ commits: [WrittenCommit], on tip: BranchTip, _ result: RunResult, _ repository: Repository) {
        let verb = tip.isNew ? "created" : "grown"
        Console.print("branch \(TerminalText.escaped(tip.name)) \(verb), from \(tip.base.short):")
        for commit in commits {
            let files = commit.paths.count == 1 ? "1 file" : "\(commit.paths.count) files"
            Console.print("  \(commit.id.short) \(TerminalText.escaped(commit.subject)) (\(files))")
        }
        let dirty = (try? repository.uncommittedPaths(among: result.changes.map(\.path))) ?? []
        for path in dirty.sorted() {
            Console.print(
                "note: \(TerminalText.escaped(path)) has uncommitted changes; the branch has the fix of its committed text"
            )
        }
        Console.print("next: git log -p \(tip.base.short)..\(TerminalText.escaped(tip.name))")
        Console.print("      git merge \(TerminalText.escaped(tip.name))")
    }

    private func run(_ provider: any SourceProvider, _ configuration: ProjectConfiguration) throws -> RunResult {
        let start = Date()
        let codemods = try options.codemods(configuration)
        let engine = Engine(codemods: codemods, settings: FileSettings(configuration))
        let bar = ProgressBar(total: provider.paths.count)
        let result = engine.run(provider) { _ in bar.advance() }
        bar.clear()
        Summary(result, seconds: Date().timeIntervalSince(start)).lines.forEach(Console.error)
        return result
    }

    // MARK: In place

    private func writeInPlace() throws {
        let (configuration, _) = try Project.configuration(near: paths.first ?? Project.currentFolder)
        let filter = PathFilter(excluding: configuration.exclude)
        let tree = try WorkingTree(paths, in: Project.currentFolder) { _ in filter }
        let result = try run(tree, configuration)
        if !allowDirty { try refuseDirty(result.changes.map(\.path), tree) }
        for change in result.changes {
            try AtomicWrite.replace(tree.absolutePath(of: change.path), expecting: change.before, with: change.after)
            Console.print("fixed \(TerminalText.escaped(change.path))")
        }
        if result.skipped.contains(where: \.isError) { throw ExitCode(2) }
    }

    private func refuseDirty(_ changed: [String], _ tree: WorkingTree) throws {
        guard tree.isRepository, let repository = try Repository.discover(from: tree.root) else { return }
        let dirty = try repository.uncommittedPaths(among: changed).sorted()
        guard let first = dirty.first else { return }
        let others = dirty.count == 1 ? "" : " and \(dirty.count - 1) more"
        throw InputError(
            "'\(first)'\(others) has uncommitted changes; nothing was written",
            hint: "commit or stash them, or give --allow-dirty")
    }
}
