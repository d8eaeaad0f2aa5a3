import Delivery
import FileSystem
import Inputs
import Reporting
import Rewriting

/// `redline apply --in-place`: replaces the files of the working tree, all of them or none.
struct InPlaceCommand {
    let permissions: InPlacePermissions
    let paths: [Path]
    let options: RunOptions
    let decisions: DecisionOptions
    let delivery: DeliveryOptions

    func run() throws {
        let (tree, input) = try RunInput.workingTree(paths, options)
        var run = try Run(input, options, level: .safe, decisions: decisions)
        run.limit(to: delivery.maxFixes)
        if let command = delivery.format {
            try SourceFormatter(command, in: run.input.root ?? RunInput.currentFolder()).format(&run.result)
        }
        run.result.notices += delivery.dryRun ? [] : removedLeftovers(tree)
        let changes = run.result.changes
        guard !changes.isEmpty else { return try run.finish([]) }
        let writer = InPlaceWriter(tree, permissions)
        let refusals = writer.refusals(of: changes)
        if !refusals.isEmpty { throw Self.error(refusals, of: changes.count, input.display) }
        if delivery.dryRun {
            return try run.finish(changes.map { "would fix \(input.display.shown($0.path))" } + ["nothing was written"])
        }
        try writer.write(changes)
        let count = "\(changes.count) of \(changes.count.counted("file"))"
        try run.finish(changes.map { "fixed \(input.display.shown($0.path))" } + ["\(count) written"])
    }

    private func removedLeftovers(_ tree: WorkingTree) -> [Notice] {
        let around = Leftovers.around(tree.paths.filter(tree.isNamed).map(tree.absolutePath))
        return Leftovers.remove(Array(Set(tree.leftovers + around)).sorted()).map {
            Notice(.note, "left by an interrupted run; removed", path: $0)
        }
    }

    /// At most this many refused files are listed.
    private static let listed = 20

    private static func error(
        _ refusals: [InPlaceRefusal], of count: Int, _ paths: PathDisplay
    ) -> InputError {
        var details = refusals.prefix(listed).map { "\(paths.shown($0.path)): \($0.message)" }
        if refusals.count > listed { details.append("and \(refusals.count - listed) more") }
        var hints: [String] = []
        for refusal in refusals where !hints.contains(refusal.hint) { hints.append(refusal.hint) }
        return InputError(
            "nothing was written: \(refusals.count) of \(count.counted("file")) cannot be changed in place",
            details: details,
            hint: hints.joined(separator: "; "))
    }
}
