import Testing

@testable import Web

@Suite struct HTMLTests {
    @Test func whateverIsPutIntoMarkupIsEscaped() {
        let hostile = "<img src=x onerror=\"alert('1')\">&`"
        let html: HTML = "<p title=\"\(hostile)\">\(hostile)</p>"
        let escaped = "&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;&#96;"
        #expect(html.text == "<p title=\"\(escaped)\">\(escaped)</p>")
    }

    @Test func markupIsEscapedOnce() {
        let inner: HTML = "<b>\("a < b")</b>"
        let outer: HTML = "<p>\(inner)\([inner, inner])\(3)</p>"
        #expect(outer.text == "<p><b>a &lt; b</b><b>a &lt; b</b><b>a &lt; b</b>3</p>")
    }

    /// What turns the direction of writing, or hides, would show another text than the file has.
    @Test func controlsBecomeVisible() {
        let html: HTML = "\("a\u{202E}b\u{0}c\nd")"
        #expect(html.text == "a\\u{202e}b\\u{0}c\nd")
    }

    @Test func documentsBecomeMarkup() {
        let html = Markdown.html(
            """
            # title

            One `a|b <c>` and **two**, see [there](https://example.com).
            Goes on.

            ## Part

            - first
              continued
            - second

            | a | b |
            | --- | --- |
            | `x|y` | z |

            ```python
            if a < b: pass
            ```
            """)
        #expect(html.text.contains("<h2>title</h2>"))
        #expect(
            html.text.contains("<p>One <code>a|b &lt;c&gt;</code> and <strong>two</strong>, see there. Goes on.</p>"))
        #expect(html.text.contains("<h3>Part</h3><ul><li>first continued</li><li>second</li></ul>"))
        #expect(html.text.contains("<tbody><tr><td><code>x|y</code></td><td>z</td></tr></tbody>"))
        #expect(html.text.contains("<pre tabindex=\"0\"><code>if a &lt; b: pass</code></pre>"))
    }

    /// FIPS 180-4, examples; a million letters cross many blocks.
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func hashesAreThoseOfTheStandard(_ text: String, _ hash: String) {
        #expect(hexadecimal(SHA256(Array(text.utf8)).bytes) == hash)
    }

    @Test func aMessageOfEachLengthAroundABlockIsPadded() {
        let million = SHA256(Array(repeating: UInt8(ascii: "a"), count: 1_000_000))
        #expect(hexadecimal(million.bytes) == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        let hashes = Set((0...130).map { SHA256(Array(repeating: 0, count: $0)).bytes })
        #expect(hashes.count == 131 && hashes.allSatisfy { $0.count == 32 })
    }

    private func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
