import Foundation
import SourceText
import Testing

@testable import PythonSyntax

/// The piecewise check agrees with the parser, wherever the pieces end.
@Suite struct SyntaxCheckTests {
    static let fixtures: [URL] = {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Fixtures")
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "py" }
    }()

    private func whole(_ source: SourceText) -> SyntaxError? {
        do throws(SyntaxError) {
            _ = try SyntaxTree(parsing: source)
            return nil
        } catch {
            return error
        }
    }

    @Test func agreesOnEveryFixture() throws {
        #expect(Self.fixtures.count > 500)
        for file in Self.fixtures {
            guard let source = try? SourceText(fileBytes: Array(Data(contentsOf: file))) else { continue }
            let expected = whole(source)
            for size in [1, 7, 40] {
                let found = SyntaxCheck.firstError(in: source, pieceSize: size)
                #expect(found == expected, "\(file.lastPathComponent), \(size)")
            }
        }
    }

    @Test(arguments: [
        "if a:\n    b\nelse:\n    c\nd\n", "x = \"\"\"\nname\n\"\"\"\ny\n", "f(\na,\nb)\nc\n", "a = \\\nb\nc\n",
        "@d\ndef f():\n    pass\nx\n", "try:\n    a\nexcept E:\n    b\nfinally:\n    c\nd\n", "a\rb\rc\r",
        "a\r\nb\r\n", "", "a", "a\nb(\nc\n", "a\n'''\nb\n", "a\nprint b\nc\n", "elseif = 1\nelse_ = 2\nexcepted = 3\n",
        "match x:\n    case 1:\n        a\nb\n", "a\n  b\nc\n", "if a:\nb\n", "def f():\n\tx\n        y\nz\n",
    ])
    func agreesWhereverAPieceEnds(_ text: String) {
        let source = SourceText(utf8: text)
        let expected = whole(source)
        for size in 1...12 { #expect(SyntaxCheck.firstError(in: source, pieceSize: size) == expected, "\(size)") }
    }
}
