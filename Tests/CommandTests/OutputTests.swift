import Foundation
import TestSupport
import Testing

/// `--quiet` and `--output`.
@Suite struct OutputTests {
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("a.py", CommandTests.leak)
        try scratch.write("two.py", "print open('a')\n")
        try scratch.commit("first")
        return scratch
    }

    private func redline(_ scratch: Scratch, _ arguments: String...) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, arguments)
    }

    @Test func quietRunsPrintResultsAndErrorsOnly() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let usual = try redline(scratch, "preview")
        let quiet = try redline(scratch, "preview", "--quiet")
        #expect(quiet.status == 1 && quiet.output == usual.output && quiet.errors.isEmpty)
        let named = try redline(scratch, "preview", "-q", "two.py")
        #expect(named.status == 2)
        #expect(named.errors == "error: two.py:1:7: Python 2 (the print statement); only Python 3 is supported\n")
        #expect(try redline(scratch, "preview", "-q", "gone.py").errors.hasPrefix("redline: error: there is no"))
        let branch = try redline(scratch, "apply", "-q", "--branch", "fix")
        #expect(branch.status == 0 && branch.output.isEmpty && branch.errors.isEmpty)
        #expect(try scratch.git("show", "fix:a.py") == CommandTests.mended)
        let written = try redline(scratch, "apply", "-q", "--in-place")
        #expect(written.status == 0 && written.output.isEmpty && written.errors.isEmpty)
        #expect(scratch.read("a.py") == CommandTests.mended)
    }

    @Test(arguments: [[], ["--format", "text"], ["--format", "json"], ["--statistics"]])
    func aFileGetsWhatStandardOutputWouldGet(_ arguments: [String]) throws {
        let scratch = try project()
        defer { scratch.remove() }
        let usual = try scratch.run(Scratch.redline, ["preview"] + arguments)
        #expect(try scratch.run(Scratch.redline, ["preview", "-o", "-"] + arguments).output == usual.output)
        let outcome = try scratch.run(
            Scratch.redline, ["preview", "-o", "out"] + arguments, environment: ["CLICOLOR_FORCE": "1"])
        #expect(outcome.status == 1 && outcome.output.isEmpty && outcome.errors.contains("1 fix in 1 file"))
        #expect(!usual.output.isEmpty && scratch.read("out") == usual.output)
    }

    @Test func anOldFileIsReplacedAndKeepsItsMode() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("real/out", "old\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: scratch.path + "/real/out")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/link", withDestinationPath: "real/out")
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/new", withDestinationPath: "real/new")
        let patch = try redline(scratch, "preview").output
        #expect(try redline(scratch, "preview", "--output", "link").status == 1)
        #expect(try redline(scratch, "preview", "--output", "new").status == 1)
        #expect(scratch.read("real/out") == patch && scratch.read("real/new") == patch)
        let attributes = try FileManager.default.attributesOfItem(atPath: scratch.path + "/real/out")
        #expect(attributes[.posixPermissions] as? Int == 0o640)
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/real").sorted() == ["new", "out"])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: scratch.path + "/link") == "real/out")
    }

    @Test func devicesAreWrittenTo() throws {
        let scratch = try project()
        defer { scratch.remove() }
        #expect(try redline(scratch, "preview", "-o", "/dev/null").status == 1)
        #expect(try scratch.run("/usr/bin/env", ["test", "-c", "/dev/null"]).status == 0)
        let full = try redline(scratch, "preview", "-q", "-o", "/dev/full")
        #expect(full.status == 2)
        #expect(full.errors == "redline: error: cannot write '/dev/full': No space left on device\n")
    }

    @Test func aFileThatCannotBeWrittenIsOneError() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let missing = try redline(scratch, "preview", "-o", "no/such/out")
        #expect(missing.status == 2 && missing.output.isEmpty)
        #expect(
            missing.errors == "redline: error: cannot write 'no/such/out': No such file or directory\n"
                + "  try: mkdir -p 'no/such'\n")
        try scratch.write("folder/x", "")
        let folder = try redline(scratch, "preview", "-o", "folder")
        #expect(folder.status == 2 && folder.errors.contains("cannot write 'folder': Is a directory"))
    }
}
