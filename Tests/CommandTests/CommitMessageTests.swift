import Foundation
import TestSupport
import Testing

/// The messages of `redline apply --branch`, as git reads them.
@Suite struct CommitMessageTests {
    private static let modules = [
        "b.py": """
        class Reports:
            def write(self, path):
                f = open(path, "w")
                f.write("x")
                f.close()

        """,
        "a.py": """
        def outer(one, two):
            f = open(one)
            print(f.read())
            f.close()


        def second(path):
            def inner():
                g = open(path)
                print(g.read())
                g.close()

            return inner


        h = open("top")
        print(h.read())
        h.close()

        """,
        "lookup.py": """
        import logging

        logger = logging.getLogger(__name__)


        def check(request):
            result = optimized_check(request)
            if result is None:
                logger.warning("falling back to the standard check")
            result = standard_check(request)
            return result

        """,
    ]

    @Test func placesAreSortedAndNameTheirScope() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        for (name, text) in Self.modules { try scratch.write(name, text) }
        try scratch.commit("first")
        let outcome = try scratch.run(
            Scratch.redline, ["apply", "--branch", "fix", "--only", "context-managed-files"])
        #expect(outcome.status == 0, "\(outcome.errors)")
        let message = try scratch.git("log", "-1", "--format=%B", "fix")
        let paragraphs = message.split(separator: "\n\n")
        #expect(paragraphs.first == "Open files in with statements")
        #expect(paragraphs[2] == "4 places in 2 files, with line numbers from before the fixes:")
        let places = paragraphs[3].split(separator: "\n").map { $0.prefix { $0 != "'" } }
        #expect(
            places == [
                "- a.py:2 in outer: ", "- a.py:9 in second.inner: ", "- a.py:16: ", "- b.py:3 in Reports.write: ",
            ])
        #expect(paragraphs[1].split(separator: "\n").allSatisfy { $0.count <= 72 })
        #expect(!message.contains("Finding") && !message.contains("(review)"))
    }

    @Test func gitReadsTheTrailers() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        for (name, text) in Self.modules { try scratch.write(name, text) }
        try scratch.commit("first")
        #expect(try scratch.run(Scratch.redline, ["apply", "--branch", "fix"]).status == 0)
        let version = try scratch.run(Scratch.redline, ["--version"]).output.trimmingCharacters(in: .newlines)
        let trailers = try scratch.git("log", "--reverse", "--format=%(trailers:unfold)", "main..fix")
        #expect(
            trailers.split(separator: "\n") == [
                "Redline-Codemod: fallback-indentation", "Redline-Version: \(version)",
                "Redline-Codemod: context-managed-files", "Redline-Version: \(version)",
            ])
        let review = try scratch.git("log", "--grep", "fallback-indentation", "--format=%B", "fix")
        #expect(review.contains("\n- lookup.py:10 in check (review): the log announces"))
    }
}
