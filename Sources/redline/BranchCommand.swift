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

    func run() throws {
        let work = try BranchRun(
            branch: branch, base: base, paths: paths, options: options, decisions: decisions, delivery: delivery)
        let written = try work.write()
        guard delivery.json else { return try work.run.finish(work.report(written)) }
        try Console.print(DeliveryReport.text(of: work.summary(written)))
        try work.run.finish()
    }
}
