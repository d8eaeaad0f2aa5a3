import FileSystem
import Rewriting

/// One line per finding, for people and for `grep`.
public enum TextReport {
    public static func lines(
        of result: RunResult, includesRefusals: Bool, _ palette: Palette, _ paths: PathDisplay
    ) -> [String] {
        result.findings.compactMap { finding in
            if case .fixed = finding.outcome {} else if !includesRefusals { return nil }
            let path = palette.paint(paths.shown(finding.path).description, .path)
            let position = palette.paint(":\(finding.position)", .position)
            let codemod = palette.paint(TerminalText.escaped(finding.codemod), .codemod)
            let rest = "(\(PatchReport.word(finding.outcome))): \(PatchReport.message(finding))"
            return "\(path)\(position): \(codemod) \(TerminalText.escaped(rest))"
        }
    }
}
