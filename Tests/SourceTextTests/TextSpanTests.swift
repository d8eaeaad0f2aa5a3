import SourceText
import Testing

@Suite struct TextSpanTests {
    @Test func columnsAreCountedInEachUnit() {
        let text = "\u{FEFF}é = 1\n'𝒳漢' + x\r\ny"
        let lines = LineTable(of: Array(text.utf8))
        func point(_ part: String) -> TextPoint { lines.point(at: text.utf8.count - part.utf8.count) }
        let equals = point(" = 1\n'𝒳漢' + x\r\ny")
        #expect(equals.position == SourcePosition(line: 1, column: 2) && equals.offset == 5)
        #expect(equals.utf8Column == 3 && equals.utf16Column == 2)
        let plus = point("+ x\r\ny")
        #expect(plus.position == SourcePosition(line: 2, column: 6))
        #expect(plus.utf8Column == 11 && plus.utf16Column == 7)
        let end = point("")
        #expect(end.position == SourcePosition(line: 3, column: 2) && end.utf8Column == 2 && end.utf16Column == 2)
        #expect(lines.point(at: 0).utf8Column == 1 && lines.point(at: 3).utf8Column == 1)
    }

    /// Blocks of the table begin and end within lines.
    @Test func longLinesAreCountedLikeShortOnes() {
        let line = String(repeating: "a𝒳é漢", count: 1000)
        let lines = LineTable(of: Array((line + "\n" + line).utf8))
        for count in [0, 1, 7, 250, 999] {
            let point = lines.point(at: (10_000 + 1) + count * 10)
            #expect(point.position == SourcePosition(line: 2, column: count * 4 + 1))
            #expect(point.utf8Column == count * 10 + 1 && point.utf16Column == count * 5 + 1)
        }
    }
}
