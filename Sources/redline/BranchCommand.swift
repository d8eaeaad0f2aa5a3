import FileSystem

/// `redline apply --branch`: one commit per codemod, on a branch that nothing has checked out.
struct BranchCommand {
    let branch: String
    let base: String?
    let paths: [Path]
    let options: RunOptions
    let decisions: DecisionOptions

    func run() throws {
        let work = try BranchRun(branch: branch, base: base, paths: paths, options: options, decisions: decisions)
        try work.run.finish(work.write())
    }
}
