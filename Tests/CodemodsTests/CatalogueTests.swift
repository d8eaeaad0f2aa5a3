import Codemods
import Foundation
import Rewriting
import Testing

@Suite struct CatalogueTests {
    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// A folder under Codemods/ that nobody added to the list would never run.
    @Test func everyFolderIsInTheCatalogue() throws {
        let folder = Self.root.appendingPathComponent("Codemods")
        let folders = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { !$0.contains(".") }
        let names = Catalogue.all.map { String(describing: type(of: $0)) }
        #expect(folders.sorted() == names.sorted(), "add the codemod to Codemods/Catalogue.swift")
    }

    @Test func everyPatternIsPython() {
        #expect(HandlePatterns.close.isValid)
        #expect(HandlePatterns.awaitedClose.isValid)
        #expect(!("$handle.close(" as Pattern).isValid)
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

    /// Every reason code that a codemod can give stands in its document.
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
