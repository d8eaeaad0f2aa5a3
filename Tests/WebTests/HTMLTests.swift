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
}
