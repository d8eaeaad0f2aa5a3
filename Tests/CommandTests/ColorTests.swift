import TestSupport
import Testing

/// Colours of the program's output, in pipes and in a terminal.
@Suite struct ColorTests {
    private static let none = ["NO_COLOR": "", "CLICOLOR": "", "CLICOLOR_FORCE": "", "FORCE_COLOR": ""]

    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write("a.py", CommandTests.leak)
        return scratch
    }

    @Test func pipesAreColouredOnRequestOnly() throws {
        let scratch = try project()
        defer { scratch.remove() }
        for arguments in [["preview"], ["preview", "--format", "text"]] {
            let plain = try scratch.run(Scratch.redline, arguments, environment: Self.none)
            #expect(!plain.output.contains("\u{1B}") && !plain.errors.contains("\u{1B}"))
            let colored = try scratch.run(Scratch.redline, arguments + ["--color", "always"], environment: Self.none)
            #expect(colored.output.contains("\u{1B}[") && colored.errors.contains("\u{1B}[1m1 fix in 1 file"))
            let forced = try scratch.run(
                Scratch.redline, arguments, environment: Self.none.merging(["CLICOLOR_FORCE": "1"]) { $1 })
            #expect(forced.output == colored.output)
        }
        let json = try scratch.run(Scratch.redline, ["preview", "--format", "json", "--color", "always"])
        #expect(!json.output.contains("\u{1B}"))
    }

    @Test func terminalsAreColouredUnlessToldOtherwise() throws {
        let scratch = try project()
        defer { scratch.remove() }
        func output(_ arguments: [String], _ environment: [String: String]) throws -> String {
            try scratch.runInTerminal(
                Scratch.redline, arguments, environment: Self.none.merging(environment) { $1 }
            ).output
        }
        let colored = try output(["preview", "--no-pager"], [:])
        #expect(colored.contains("\u{1B}[32m+    with open(p) as h:\u{1B}[0m\n"))
        for variables in [["NO_COLOR": "1"], ["CLICOLOR": "0"], ["TERM": "dumb"]] {
            let plain = try output(["preview", "--no-pager"], variables)
            #expect(plain.contains("\n+    with open(p) as h:\n") && !plain.contains("\u{1B}[3"))
        }
        #expect(try !output(["preview", "--no-pager", "--color", "never"], [:]).contains("\u{1B}[3"))
        #expect(
            try output(["preview", "missing.py"], [:]).contains("redline: \u{1B}[1;31merror:\u{1B}[0m there is no"))
    }
}
