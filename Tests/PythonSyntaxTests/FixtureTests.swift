import Foundation
import PythonSyntax
import SourceText
import Testing

/// The fixtures' verdicts come from CPython 3.8 to 3.14 and ruff; `Tests/Oracles/check_fixtures.py` checks them
/// again.
@Suite struct FixtureTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")

    /// CPython rejects these for a reason that does not matter here: Redline has no table of Unicode's character
    /// names.
    static let accepted: Set<String> = ["reject/f-string-26.py", "reject/string-09.py"]

    static func rows(_ name: String) throws -> [[String]] {
        let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        return text.split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    }

    /// The message if a file is rejected; nil if it is accepted and reproduced byte for byte.
    static func complaint(_ bytes: [UInt8]) -> String? {
        do throws(SourceError) {
            let source = try SourceText(fileBytes: bytes)
            do throws(SyntaxError) {
                let tree = try SyntaxTree(parsing: source)
                return tree.reassembledBytes() == source.bytes ? nil : "bytes were lost"
            } catch {
                return error.message
            }
        } catch {
            return error.message
        }
    }

    @Test func everyFileHasItsVerdict() throws {
        let rows = try Self.rows("MANIFEST.tsv")
        #expect(rows.count > 700)
        for row in rows {
            let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(row[0])))
            let complaint = Self.complaint(bytes)
            #expect(
                (complaint == nil) == (row[1] == "accept" || Self.accepted.contains(row[0])),
                "\(row[0]): \(complaint ?? "accepted")")
        }
    }

    @Test func everySnippetIsRejected() throws {
        let rows = try Self.rows("SNIPPETS.tsv")
        #expect(rows.count > 1200)
        for row in rows {
            let text = Self.unescaped(row[6])
            #expect(Self.complaint(Array(text.utf8)) != nil, "\(row[0]): \(row[6])")
        }
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let character = rest.popFirst() {
            guard character == "\\", let next = rest.popFirst() else {
                result.append(character)
                continue
            }
            result += ["n": "\n", "t": "\t", "r": "\r", "f": "\u{0C}", "\\": "\\"][next] ?? "\\\(next)"
        }
        return result
    }
}
