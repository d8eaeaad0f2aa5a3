import Delivery
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

extension BranchDelivery {
    /// Formats the fixes of a branch, and keeps those with which the tests pass.
    init(
        _ tip: BranchTip, _ fixes: Set<FixPlace>, _ run: Run, _ formatter: SourceFormatter?, _ tree: TestTree?,
        showsProgress: Bool
    ) throws {
        let all = Set(run.result.fixes.map(\.place))
        func result(only places: Set<FixPlace>) throws -> RunResult {
            // The run has made all of them already.
            var result = places == all ? run.result : run.result(only: places)
            try formatter?.format(&result)
            return result
        }
        self.tip = tip
        self.result = try result(only: fixes)
        guard let tree else { return }
        let tested = try TestedFixes(of: self.result, in: tree) { places in
            try result(only: places)
        } progress: { step in
            if showsProgress { Console.note(Self.text(of: step, run.input.display)) }
        }
        self.tested = tested
        if !tested.dropped.isEmpty { self.result = try result(only: tested.kept) }
    }

    private static func text(of step: TestedFixes.Step, _ paths: PathDisplay) -> String {
        switch step {
        case .withoutFixes: "verify: running the tests without fixes"
        case .withError(let path): TerminalText.escaped("verify: with an error planted in \(paths.shown(path))")
        case .with(let fixes): "verify: with \(fixes.counted("fix", plural: "fixes"))"
        }
    }
}
