import Foundation
import TestSupport
import Testing

/// Words that went wrong before, in the documents and in `--help`. Each has a plain replacement and no other use there.
@Suite struct WordingTests {
    private static let banned: [(words: String, instead: String)] = [
        (#"\bbehind\b"#, "after"),
        (#"\bin front of\b"#, "before"),
        (#"(?<!\bthere )\b(is|are|was|were|be) no\b(?! longer\b)"#, "is not a, are not"),
        (#"\bmeanwhile\b"#, "in the meantime, during the run"),
        (#"\b(a|one a) (file|line|node|processor|codemod) a (time|line|node|processor|codemod)\b"#, "per, each"),
        (#"\bone a (line|file|processor|codemod)\b"#, "one per"),
        (#"\b(its|their) kin\b"#, "and the like"),
        (#"\bat hand\b"#, "current"),
        (#"\bof the house\b"#, "of the project"),
        (#"\b(mend|mends|mended)\b"#, "fix"),
        (#"\bsays why\b"#, "shows why"),
        (#"\bheld to\b"#, "checked against"),
        (#"\bof which nothing is known\b|\bthat nothing is known of\b"#, "unknown"),
    ]

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The README, the other documents beside code, and those of the codemods with their cases.
    private static let documents: [String] =
        ["README.md", "CONTRIBUTING.md"] + ["Sources", "Codemods", "Tests"].flatMap(documents(below:))

    private static func documents(below folder: String) -> [String] {
        let paths = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)
        return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".md") }.map { folder + "/" + $0 }
            .sorted()
    }

    private static func complaints(about text: String) -> [String] {
        banned.compactMap { words, instead in
            text.range(of: words, options: [.regularExpression, .caseInsensitive]).map {
                "'\(text[$0])': use \(instead)"
            }
        }
    }

    /// Without code, in lines joined to one: a phrase may be broken.
    private static func prose(_ markdown: String) -> String {
        markdown.replacing(/```[\s\S]*?```/, with: "").replacing(/`[^`\n]*`/, with: "`")
            .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    @Test func theListCatchesWhatItShould() {
        for bad in ["steps behind the close", "a file that is no Python", "one a line", "of which nothing is known"] {
            #expect(!Self.complaints(about: bad).isEmpty, "\(bad)")
        }
        for good in ["there is no finding", "the row is no longer there", "one per line", "kinds of files"] {
            #expect(Self.complaints(about: good).isEmpty, "\(good)")
        }
    }

    @Test(arguments: documents)
    func documentsArePlainEnglish(_ document: String) throws {
        let text = try String(contentsOf: Self.root.appendingPathComponent(document), encoding: .utf8)
        #expect(Self.complaints(about: Self.prose(text)).isEmpty)
    }

    @Test(arguments: [
        [], ["preview"], ["apply"], ["ignore"], ["catalogue"], ["snapshot"], ["snapshot", "verify"],
        ["snapshot", "record"],
    ])
    func helpIsPlainEnglish(_ command: [String]) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let help = try scratch.run(Scratch.redline, command + ["--help"])
        #expect(help.status == 0)
        #expect(Self.complaints(about: Self.prose(help.output)).isEmpty)
    }
}
