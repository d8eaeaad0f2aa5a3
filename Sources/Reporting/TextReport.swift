import FileSystem
import Rewriting

/// One line per finding, for people and for `grep`.
public enum TextReport {
    public static func lines(of result: RunResult, includesRefusals: Bool) -> [String] {
        result.findings.compactMap { finding in
            if case .fixed = finding.outcome {} else if !includesRefusals { return nil }
            let place = "\(finding.path):\(finding.position)"
            return TerminalText.escaped(
                "\(place): \(finding.codemod) (\(PatchReport.word(finding.outcome))): \(PatchReport.message(finding))")
        }
    }
}
