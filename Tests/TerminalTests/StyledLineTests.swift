import Terminal
import Testing

@Suite struct StyledLineTests {
    @Test(arguments: [
        ("abc", 3), ("", 0), ("é", 1), ("e\u{301}", 1), ("漢字", 4), ("ｆ", 2), ("👩‍👩‍👧", 2), ("✓", 1), ("┄", 1), ("한", 2),
        ("\u{200B}", 0),
    ])
    func columnsAreThoseOfTheTerminal(_ text: String, _ columns: Int) {
        #expect(DisplayWidth.columns(of: text) == columns)
        #expect(StyledLine(text).width == columns)
    }

    @Test func whatIsTooLongIsCut() {
        #expect(StyledLine("abcdef").cut(to: 4).text == "abc…")
        #expect(StyledLine("abcd").cut(to: 4).text == "abcd")
        #expect(StyledLine("漢字漢字").cut(to: 4).text == "漢…")
        #expect(StyledLine("abc").cut(to: 0).text == "")
        for columns in 0...12 {
            #expect(StyledLine("漢a字b漢c").cut(to: columns).width <= columns)
            #expect(StyledLine("漢a字b").padded(to: columns).width == max(columns, 0) || columns < 6)
        }
    }

    @Test func linesAreWrappedAtTheWidth() {
        let line = StyledLine("abc", .bold) + StyledLine("defg")
        #expect(line.wrapped(to: 3).map(\.text) == ["abc", "def", "g"])
        #expect(line.wrapped(to: 3)[0].pieces.map(\.style) == [.bold])
        #expect(StyledLine("漢字漢").wrapped(to: 3).map(\.text) == ["漢", "字", "漢"])
        #expect(
            StyledLine.words("two workers can both find", columns: 12).map(\.text) == [
                "two workers", "can both", "find",
            ])
        #expect(
            StyledLine.words("averyverylongword x", columns: 5).map(\.text) == ["avery", "veryl", "ongwo", "rd", "x"])
    }

    /// File names and sources may contain anything.
    @Test func commandsOfTheTerminalAreShownAsText() {
        let line = StyledLine("a\u{1B}[2Jb\u{202E}c\rd")
        #expect(line.text == "a\\u{1b}[2Jb\\u{202e}c\\rd")
        #expect(line.encoded(hasColor: true) == line.text)
    }

    @Test func stylesBecomeCodes() {
        var line = StyledLine("a", Style(.red, isBold: true))
        line.append("b", .reversed)
        #expect(line.encoded(hasColor: true) == "\u{1B}[1;31ma\u{1B}[0m\u{1B}[7mb\u{1B}[0m")
        #expect(line.encoded(hasColor: false) == "\u{1B}[1ma\u{1B}[0m\u{1B}[7mb\u{1B}[0m")
    }

    @Test func textsAtBothEndsFit() {
        let line = StyledLine("left left left").with(StyledLine("right"), at: 12)
        #expect(line.text == "left l…right")
        #expect(line.width == 12)
    }
}
