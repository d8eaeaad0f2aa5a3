import Delivery
import FileSystem

/// `redline apply --branch`: one commit per codemod, on a branch that nothing has checked out.
struct BranchCommand {
    let branch: String
    let base: String?
    let paths: [Path]
    let options: RunOptions
    let decisions: DecisionOptions
    let delivery: DeliveryOptions
    /// Where the text for a pull request goes, if it is wanted.
    let prBody: Path?

    func run() throws {
        let work = try BranchRun(
            branch: branch, base: base, paths: paths, options: options, decisions: decisions, delivery: delivery)
        let written = try work.write()
        let body = prBody.map(PullRequestBody.init)
        try body?.write(work)
        if delivery.json {
            try Console.print(DeliveryReport.text(of: work.summary(written)))
            return try work.run.finish()
        }
        let lines = work.report(written)
        // Standard output has the text: what was done goes to the other stream.
        if body?.isOutput == true { lines.forEach(Console.note) }
        try work.run.finish(body?.isOutput == true ? [] : lines)
    }
}
