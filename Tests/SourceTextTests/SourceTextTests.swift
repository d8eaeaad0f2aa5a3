import SourceText
import Testing

@Suite struct SourceTextTests {
    private func error(_ bytes: [UInt8]) -> SourceError.Kind? {
        do {
            _ = try SourceText(fileBytes: bytes)
            return nil
        } catch {
            return error.kind
        }
    }

    @Test func readsCookies() throws {
        let latin = try SourceText(
            fileBytes: Array("# -*- coding: latin-1 -*-\nx = '".utf8) + [0xE9] + Array("'\n".utf8))
        #expect(latin.encoding == .other("latin-1"))
        #expect(!latin.isRewritable)
        #expect(String(decoding: latin.bytes, as: UTF8.self).contains("é"))
        #expect(try SourceText(fileBytes: Array("#!/bin/x\n# coding=utf-8\n".utf8)).encoding == .utf8)
        #expect(try SourceText(fileBytes: Array("x = 1\n\n# coding: latin-1\n".utf8)).encoding == .utf8)
    }

    @Test func refusesWhatIsNoText() {
        #expect(error([0x78, 0xFF]) == .invalidUTF8)
        #expect(error([0xED, 0xA0, 0x80]) == .invalidUTF8)
        #expect(error([0xC0, 0x80]) == .invalidUTF8)
        #expect(error([0xEF, 0xBB, 0xBF] + Array("# coding: latin-1\n".utf8)) == .markContradictsCookie("latin-1"))
        #expect(error(Array("# coding: klingon\n".utf8)) == .unknownEncoding("klingon"))
    }

    @Test func countsColumnsInCharacters() {
        let table = LineTable(SourceText(utf8: "é = 1\r\nx\ry"))
        #expect(table.starts == [0, 8, 10])
        #expect(table.position(of: 3).description == "1:3")
        #expect(table.position(of: 10).description == "3:1")
    }

    @Test func composesEditsInOrder() throws {
        let text = SourceText(utf8: "abcdef")
        let edits = [
            TextEdit(deleting: 4..<5), TextEdit(insertingAt: 2, "1"), TextEdit(insertingAt: 2, "2"),
            TextEdit(replacing: 2..<3, with: "X"),
        ]
        let composed = try #require(TextEdit.compose(edits))
        #expect(text.applying(composed).string(in: 0..<7) == "ab12Xdf")
        #expect(TextEdit.compose([TextEdit(deleting: 0..<3), TextEdit(deleting: 2..<4)]) == nil)
    }

    @Test(arguments: [("a\nb\n", LineEnding.lf), ("a\r\nb\n c\r\n", .crlf), ("a\rb\r", .cr), ("a", .lf)])
    func findsThePrevailingLineEnding(_ text: String, _ ending: LineEnding) {
        #expect(LineEnding(prevailingIn: SourceText(utf8: text)) == ending)
    }
}
