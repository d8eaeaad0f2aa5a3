import Testing

@testable import Delivery

@Suite struct PlantedErrorTests {
    private static let error = "raise RuntimeError(\"planted by redline --verify\")"

    /// The text with errors at the places marked by `$`, which are removed first.
    private func planted(_ marked: String) -> String? {
        var (text, offsets): ([UInt8], [Int]) = ([], [])
        for byte in marked.utf8 {
            if byte == UInt8(ascii: "$") { offsets.append(text.count) } else { text.append(byte) }
        }
        return PlantedError.text(text, at: offsets).map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("def f():\n    a = 1\n    $b = 2\n", "def f():\n    E\n    a = 1\n    b = 2\n"),
        ("def f():\n    \"\"\"Doc.\"\"\"\n    $b = 2\n", "def f():\n    \"\"\"Doc.\"\"\"\n    E\n    b = 2\n"),
        (
            "class A:\n\tasync def f(self, $x):\n\t\treturn x\n",
            "class A:\n\tasync def f(self, x):\n\t\tE\n\t\treturn x\n"
        ),
        ("def f(): return $1\n", "def f(): E; return 1\n"),
        (
            "def f():\n    def g():\n        return $1\n    return g\n",
            "def f():\n    def g():\n        E\n        return 1\n    return g\n"
        ),
        ("def f():\n    \"\"\"$Doc.\"\"\"\n", "def f():\n    E\n    \"\"\"Doc.\"\"\"\n"),
        ("if a:\n    $b = 1\n", "if a:\n    E\n    b = 1\n"),
        ("a = 1; $b = 2\n", "a = 1; E; b = 2\n"),
        (
            "$\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nimport a\n",
            "\"\"\"Doc.\"\"\"\nfrom __future__ import annotations\nE\nimport a\n"
        ),
        ("import a\n\n$", "import a\n\n\nE\n"),
        (
            "def f():\n    $a = 1\n\n\ndef g():\n    $b = 1\n    $c = 1\n",
            "def f():\n    E\n    a = 1\n\n\ndef g():\n    E\n    b = 1\n    c = 1\n"
        ),
    ])
    func errorsAreTheFirstThingThatHappens(_ text: String, _ expected: String) {
        #expect(
            planted(text) == expected.replacing("E\n", with: Self.error + "\n").replacing("E;", with: Self.error + ";"))
    }

    @Test func whatIsNotPythonIsLeftAlone() {
        #expect(planted("def $f(:\n") == nil)
    }
}
