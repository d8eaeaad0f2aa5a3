import Codemods
import FileSystem
import Git
import Inputs
import Reporting
import Review
import Rewriting

/// Reports about files in memory, by the real codemods.
enum ReportSample {
    static func report(
        _ texts: [Path: String], decisions: [Decision] = [], _ detail: ReportContents.Detail = .fixes
    ) throws -> Report {
        let run = Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).prepare(TextFiles(texts: texts))
        let decided = DecidedRun(run, decisions)
        let contents = ReportContents(
            decided, of: run, origin: ReportOrigin(.workingTree),
            settings: ReportSettings(LocatedConfiguration(), level: .review), detail)
        return try contents.report(decided.result)
    }

    /// Functions that leak files.
    static func leaks(_ count: Int) -> String {
        (0..<count).map { "def read\($0)(path):\n    f\($0) = open(path)\n    data = f\($0).read()\n    return data\n" }
            .joined(separator: "\n\n")
    }
}
