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

    private static let commands = [
        [], ["preview"], ["review"], ["apply"], ["decide"], ["decisions"], ["decisions", "check"],
        ["decisions", "prune"],
        ["ignore"], ["init"], ["schema"], ["baseline"], ["baseline", "write"], ["baseline", "prune"],
        ["baseline", "show"],
        ["catalogue"], ["snapshot"], ["snapshot", "verify"], ["snapshot", "record"],
    ]

    @Test(arguments: commands)
    func helpIsPlainEnglish(_ command: [String]) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let help = try scratch.run(Scratch.redline, command + ["--help"])
        #expect(help.status == 0)
        #expect(Self.complaints(about: Self.prose(help.output)).isEmpty)
    }

    /// Every command has an example, and the parser accepts it.
    @Test(arguments: commands)
    func examplesCanBeTyped(_ command: [String]) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let help = try scratch.run(Scratch.redline, command + ["--help"]).output
        let lines = try #require(help.split(separator: "USAGE:").first).split(separator: "\n")
        let examples = lines.compactMap { $0.firstMatch(of: /^(?:Examples?:)? +redline (.*?)(?: {3,}.*)?$/)?.1 }
        #expect(!examples.isEmpty)
        for example in examples {
            let outcome = try scratch.run("/bin/sh", ["-c", "\"$0\" \(example)", Scratch.redline])
            #expect(!outcome.errors.contains("Usage:"), "\(example): \(outcome.errors)")
        }
        #expect(help.firstMatch(of: /<[a-z-]+>/) == nil)
    }

    /// The list above misses no command.
    @Test func everyCommandIsLookedAt() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        for command in Self.commands {
            let help = try scratch.run(Scratch.redline, command + ["--help"]).output
            guard let list = help.split(separator: "SUBCOMMANDS:").dropFirst().first else { continue }
            let names = list.matches(of: /\n {2}([a-z-]+) {2,}/).map { String($0.1) }
            #expect(!names.isEmpty && names.allSatisfy { Self.commands.contains(command + [$0]) }, "\(names)")
        }
    }
}
