import Foundation
import TestSupport
import Testing

/// The command line around the page; the page itself is tested in a browser (Tests/Browser).
@Suite struct WebCommandTests {
    @Test(arguments: [
        (["--port", "4000"], "--port requires --web."),
        (["--web", "--port", "70000"], "--port must be between 0 and 65535."),
        (["--web", "--plain"], "--web and --plain exclude each other."),
    ]) func optionsThatDoNotFitAreRefused(_ options: [String], _ message: String) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, ["review"] + options)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains(message))
    }

    @Test func thePageInOneFileIsWrittenAndHasTheUsualExitCodes() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("a.py", "def read(path):\n    f = open(path)\n    return f.read()\n")
        try scratch.commit("Start")
        let arguments = ["preview", "--format", "html", "--output", "review.html"]
        #expect(try scratch.run(Scratch.redline, arguments).status == 1)
        let page = scratch.read("review.html")
        #expect(page.hasPrefix("<!doctype html>") && page.contains("a.py:2") && !page.contains("<script"))
        #expect(page.contains("0 of 1 decided"))
        // The policy allows just this style sheet.
        let hash = """
            import base64, hashlib, re, sys
            style = re.search(rb"<style>(.*?)</style>", open(sys.argv[1], "rb").read(), re.S).group(1)
            print("sha256-" + base64.b64encode(hashlib.sha256(style).digest()).decode(), end="")
            """
        let expected = try scratch.run(Scratch.python, ["-c", hash, "review.html"]).output
        #expect(page.contains("style-src '\(expected)'"), "StaticPage.styleSheetHash should be \(expected)")
        _ = try scratch.run(Scratch.redline, ["baseline", "write"])
        let known = try scratch.run(Scratch.redline, ["preview", "--format", "html"])
        #expect(known.status == 0 && known.output.contains("Nothing to fix."))
        let counted = try scratch.run(Scratch.redline, ["preview", "--format", "html", "--statistics"])
        #expect(counted.status == 2)
    }
}
