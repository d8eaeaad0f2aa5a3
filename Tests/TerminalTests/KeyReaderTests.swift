import Terminal
import Testing

@Suite struct KeyReaderTests {
    private func keys(_ text: String) -> [Key] {
        var reader = KeyReader()
        return reader.keys(in: text.utf8)
    }

    @Test(arguments: [
        ("y", Key.character("y")), ("é", .character("é")), ("漢", .character("漢")), ("\r", .enter), ("\n", .enter),
        ("\u{7F}", .backspace), ("\t", .tab), ("\u{3}", .control("c")), ("\u{1A}", .control("z")),
        ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[5~", .pageUp),
        ("\u{1B}[6~", .pageDown), ("\u{1B}[H", .home), ("\u{1B}[4~", .end),
    ])
    func aKeyIsRead(_ bytes: String, _ key: Key) {
        #expect(keys(bytes) == [key])
    }

    @Test func manyKeysArriveAtOnce() {
        #expect(keys("yn\u{1B}[Bq") == [.character("y"), .character("n"), .down, .character("q")])
    }

    /// A slow line cuts sequences and characters anywhere.
    @Test(arguments: ["\u{1B}[A", "\u{1B}[6~", "漢", "😀"]) func aKeyMayArriveInPieces(_ text: String) {
        var reader = KeyReader()
        var found: [Key] = []
        for byte in text.utf8.dropLast() {
            found += reader.keys(in: [byte])
            #expect(found.isEmpty && reader.isWaiting)
        }
        #expect(reader.keys(in: text.utf8.suffix(1)) == keys(text))
        #expect(!reader.isWaiting)
    }

    @Test func escapeAloneIsKnownByThePauseAfterIt() {
        var reader = KeyReader()
        #expect(reader.keys(in: [0x1B]).isEmpty)
        #expect(reader.flush() == [.escape])
        #expect(reader.keys(in: Array("q".utf8)) == [.character("q")])
    }

    @Test func unknownSequencesAndBytesAreLeftOut() {
        #expect(keys("\u{1B}[99~y") == [.character("y")])
        #expect(keys("\u{1B}[200~y") == [.character("y")])
        var reader = KeyReader()
        #expect(reader.keys(in: [0xFF, 0x80, UInt8(ascii: "y")]) == [.character("y")])
        reader = KeyReader()
        #expect(reader.keys(in: [0x1B, 0x5B] + [UInt8](repeating: 0x31, count: 100)).isEmpty)
        #expect(!reader.isWaiting)
    }
}
