import Reporting
import Testing

@Suite struct ColoredPatchTests {
    private static let patch = """
        # a.py:2:5: context-managed-files (safe): 'h' stays open
        diff --git a/a.py b/a.py
        index 1234567..89abcde
        --- a/a.py
        +++ b/a.py
        @@ -1,3 +1,3 @@
         # a comment
        --- a rule
        +++ another
        \\ No newline at end of file
        # b.py:1:1: context-managed-files (safe): 'h' stays open
        diff --git a/b.py b/b.py

        """

    @Test func withoutColoursNothingChanges() {
        #expect(ColoredPatch.text(Array(Self.patch.utf8), .plain) == Self.patch)
    }

    /// A line of the file may look like a header.
    @Test func headersAndLinesDiffer() {
        let lines = ColoredPatch.text(Array(Self.patch.utf8), Palette(isColored: true)).split(separator: "\n")
        let codes = lines.map { $0.first == "\u{1B}" ? String($0.dropFirst(2).prefix { $0 != "m" }) : "" }
        #expect(codes == ["33", "1", "1", "1", "1", "36", "", "31", "32", "", "33", "1"])
        #expect(lines.enumerated().allSatisfy { codes[$0.offset].isEmpty || $0.element.hasSuffix("\u{1B}[0m") })
    }

    @Test func whatTheFileContainsCannotCommandTheTerminal() {
        let text = ColoredPatch.text(Array("@@ -1 +1 @@\n+\u{1B}[2J\r\n".utf8), Palette(isColored: true))
        #expect(text.contains("+\\u{1b}[2J\\r"))
    }
}
