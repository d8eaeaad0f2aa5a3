import FileSystem
import Inputs
import Reporting
import Rewriting

/// What tests printed when they failed, in files that stay.
public enum FailedOutputs {
    /// Writes a file for each fix that failed. Returns a warning for each, with its file.
    public static func keep(_ tested: TestedFixes) throws -> [Notice] {
        guard !tested.dropped.isEmpty else { return [] }
        let folder = try TemporaryFolder.forWork("redline-output")
        return try tested.dropped.map { dropped in
            let finding = dropped.findings.first
            let name = finding.map { FindingID($0).description } ?? "output"
            let file = folder.path.appending(Path(name + ".txt"))
            try FileContents.replace(file, with: dropped.output)
            return Notice(
                .warning, "left out: '\(tested.command)' fails with the fix of \(dropped.place.codemod); see \(file)",
                path: dropped.place.path, position: finding?.position)
        }
    }

    /// Writes what tests print before anything was changed. Returns the file.
    public static func keep(_ failure: TestedFixes.FailsWithoutFixes) throws -> Path {
        let file = try TemporaryFolder.forWork("redline-output").path.appending("without-fixes.txt")
        try FileContents.replace(file, with: failure.output)
        return file
    }
}
