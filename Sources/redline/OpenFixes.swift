import ArgumentParser
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

/// All fixes of a project, and what has been decided about them, for the commands that keep the decisions.
struct OpenFixes {
    let root: Path
    let run: DecidedRun
    let proposals: Proposals
    let display: PathDisplay
    let baseline: Baseline

    /// Looks at the whole project, whatever the current folder: a decision is found again anywhere in it.
    init(_ options: CodemodOptions, _ file: DecisionFileOption) throws {
        let folder = try RunInput.currentFolder()
        let root = RepositoryFolder.workTree(around: folder) ?? folder
        let runOptions = try RunOptions.parse([])
        let input = try RunInput.workingTree([root], runOptions).input
        let (_, settings) = try runOptions.settings(input, level: .review)
        let codemods = try options.codemods(input.configuration)
        let decisions = try file.kept(in: root).decisions
        baseline = try Baseline(in: root)
        let bar = ProgressBar(total: input.provider.paths.count)
        let prepared = Engine(codemods: codemods, settings: settings).prepare(input.provider) { _ in bar.advance() }
        proposals = Proposals(prepared)
        bar.clear()
        run = DecidedRun(proposals, decisions, undecided: .make, baseline: baseline)
        self.root = root
        display = PathDisplay(root: root, folder: folder)
    }

    /// `5c1e0f9a2b7d4c33 app/a.py:3:5: context-managed-files (safe): …`
    func line(_ proposal: Proposal) -> String { Self.line(proposal, display) }

    static func line(_ proposal: Proposal, _ paths: PathDisplay) -> String {
        let first = proposal.findings.first
        let place = "\(paths.shown(proposal.path))\(first.map { ":\($0.position)" } ?? "")"
        return TerminalText.escaped(
            "\(proposal.id) \(place): \(proposal.codemod) (\(proposal.level.rawValue)): \(first?.message ?? "")")
    }
}
