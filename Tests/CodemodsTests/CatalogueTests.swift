import Codemods
import Foundation
import Rewriting
import Testing

@Suite struct CatalogueTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A folder under Codemods/ that is missing from the list would never run.
    @Test func everyFolderIsInTheCatalogue() throws {
        let folder = Self.root.appendingPathComponent("Codemods")
        let folders = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.contains(".") }
        let names = Catalogue.all.map { String(describing: type(of: $0)) }
        #expect(folders.sorted() == names.sorted(), "add the codemod to Codemods/Catalogue.swift")
    }

    /// A pattern that is not valid Python, or has a condition for a missing hole, would silently match nothing.
    @Test func everyPatternIsValid() {
        #expect(!Pattern("$handle.close(").isValid)
        for codemod in Catalogue.all {
            for pattern in codemod.patterns.flatMap(\.all) {
                #expect(pattern.isValid, "\(codemod.id): \(pattern.text): \(pattern.problem ?? "")")
            }
        }
    }

    /// A codemod without needles would have every file parsed.
    @Test func everyPrefilterSearchesForSomething() {
        for codemod in Catalogue.all {
            #expect(codemod.prefilter.alternatives.allSatisfy { !$0.isEmpty }, "\(codemod.id)")
        }
    }

    /// `patterns` lists every pattern in a codemod's sources: each string with a hole in it is one.
    @Test func everyPatternIsListed() throws {
        for codemod in Catalogue.all {
            let listed = Set(codemod.patterns.flatMap(\.all).map { Self.withoutBlanks($0.text) })
            let folder = Self.root.appendingPathComponent("Codemods/\(String(describing: type(of: codemod)))")
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) where name.hasSuffix(".swift")
            {
                let source = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
                for text in Self.stringsWithHoles(source) {
                    #expect(listed.contains(Self.withoutBlanks(text)), "\(name): add '\(text)' to 'patterns'")
                }
            }
        }
    }

    /// The contents of string literals that contain `$name`. Comments are not code.
    private static func stringsWithHoles(_ source: String) -> [String] {
        let code = source.split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.drop { $0 == " " }.hasPrefix("//") }.joined(separator: "\n")
        // `Code` is Python to insert, not a pattern.
        let strings = code.matches(of: /(\bCode(?:\(| =)\s*)?(?:"""\n([\s\S]*?)"""|"((?:[^"\\\n]|\\.)*)")/)
            .filter { $0.1 == nil }.map { $0.2 ?? $0.3 ?? "" }
        return strings.filter { $0.contains(/\$(?:\.\.\.)?[A-Za-z_]/) }.map(String.init)
    }

    private static func withoutBlanks(_ text: String) -> String {
        text.filter { !$0.isWhitespace && $0 != "\\" }
    }

    @Test func everyDocumentIsComplete() {
        for document in Catalogue.all.map(\.document) {
            #expect(
                !document.id.isEmpty && !document.summary.isEmpty && !document.commitSubject.isEmpty, "\(document.id)")
            #expect(["critical", "high", "medium", "low"].contains(document.severity), "\(document.id)")
            #expect(["safe", "review"].contains(document.level), "\(document.id)")
            for section in [
                "## What it does", "## Why is this bad", "## Example", "## When it declines", "## Fix safety",
            ] {
                #expect(document.markdown.contains(section), "\(document.id): \(section)")
            }
        }
    }

    /// Every reason code of a codemod is listed in its document.
    @Test func everyReasonIsDocumented() throws {
        for codemod in Catalogue.all {
            #expect(!codemod.reasons.isEmpty)
            for (code, clause) in codemod.reasons {
                #expect(code.wholeMatch(of: /[a-z]+(-[a-z0-9]+)*/) != nil && !clause.isEmpty, "\(codemod.id): \(code)")
                #expect(codemod.document.markdown.contains("`\(code)`"), "\(codemod.id): \(code)")
            }
        }
    }
}
