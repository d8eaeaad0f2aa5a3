import Foundation
import TestSupport
import Testing

/// Input that nobody writes by hand, run through the whole program in a process with the usual stack of 8 MB: it is
/// read or rejected with a message and never crashes. At these sizes quadratic time would exceed the limit.
@Suite struct PathologicalTests {
    /// A shape by size, and whether it is Python at any size.
    struct Shape: Sendable, CustomStringConvertible {
        let description: String
        let text: @Sendable (Int) -> String

        init(_ description: String, _ text: @escaping @Sendable (Int) -> String) {
            self.description = description
            self.text = text
        }
    }

    private static func nested(_ name: String, _ before: String, _ inside: String, _ after: String) -> Shape {
        Shape(name) { String(repeating: before, count: $0) + inside + String(repeating: after, count: $0) + "\n" }
    }

    private static func repeated(_ name: String, _ head: String, _ part: String, _ tail: String = "\n") -> Shape {
        Shape(name) { head + String(repeating: part, count: $0) + tail }
    }

    private static func numbered(
        _ name: String, _ head: String, _ tail: String, _ part: @escaping @Sendable (Int) -> String
    ) -> Shape {
        Shape(name) { head + (0..<$0).map(part).joined() + tail }
    }

    static let nesting: [Shape] = [
        nested("parentheses", "(", "1", ")"), nested("lists", "[", "1", "]"), nested("dictionaries", "{1: ", "x", "}"),
        nested("subscripts", "a[", "1", "]"), nested("calls", "open(", "p", ")"), nested("unary minus", "-", "x", ""),
        nested("not", "not ", "x", ""), nested("await", "await ", "x", ""), nested("powers", "x ** ", "x", ""),
        nested("lambdas", "lambda: ", "x", ""), nested("conditionals", "open(a) if b else ", "x", ""),
        nested("attributes", "", "open(p)", ".b"), nested("call chains", "", "open(p)", "()"),
        nested("subscript chains", "", "open(p)", "[0]"), nested("sums", "", "open(p)", " + x"),
        nested("comparisons", "", "x", " < x"), nested("and", "", "x", " and open(p)"),
        nested("walrus", "(x := ", "open(p)", ")"), nested("yields", "(yield ", "open(p)", ")"),
        nested("comprehensions", "[", "x", " for x in open(p)]"), nested("f-strings", "f'{", "open(p)", "}'"),
        nested("f-strings of one line", "f\"{", "1", "}\""), nested("parenthesized with", "with (", "a", ""),
        nested("with items", "with ((((a as b)))), ", "c", ""), nested("match", "match (", "x", ")"),
        nested("match calls", "match(", "", ")"), nested("soft keywords", "match ", "x", ""),
        Shape("with ((((") { "with " + String(repeating: "(", count: $0) + "\n" },
        Shape("with ((((a)))): pass") {
            "with " + String(repeating: "(", count: $0) + "a" + String(repeating: ")", count: $0) + ": pass\n"
        },
        Shape("with ((((a as b)))): pass") {
            "with " + String(repeating: "(", count: $0) + "a as b" + String(repeating: ")", count: $0) + ": pass\n"
        },
        Shape("case ((((1)))): pass") {
            "match x:\n    case " + String(repeating: "(", count: $0) + "1" + String(repeating: ")", count: $0)
                + ": pass\n"
        },
        Shape("case [[[[1]]]]: pass") {
            "match x:\n    case " + String(repeating: "[", count: $0) + "1" + String(repeating: "]", count: $0)
                + ": pass\n"
        },
        Shape("blocks") { count in
            (0..<min(count, 1_000)).map { String(repeating: " ", count: $0) + "if x:\n" }.joined()
        },
        Shape("functions") { count in
            (0..<min(count, 1_000)).map { String(repeating: " ", count: $0) + "def f():\n" }.joined()
        },
    ]

    @Test(arguments: nesting, [150, 1_000, 10_000, 100_000])
    func nestingEnds(_ shape: Shape, _ count: Int) throws {
        try check(shape.text(count))
    }

    static let long: [Shape] = [
        repeated("elif", "if x: pass\n", "elif x: h = open(p)\n"),
        repeated("decorators", "", "@open\n", "def f(): pass\n"),
        repeated("comprehension clauses", "x = [a", " for a in open(p)", "]\n"),
        repeated("comprehension conditions", "x = [a for a in open(p)", " if a", "]\n"),
        repeated("patterns", "match x:\n    case 1", " | 1", ": pass\n"),
        repeated("cases", "match x:\n", "    case 1: pass\n"),
        repeated("strings in a row", "x = (", "'a'\n", ")\n"), repeated("added strings", "x = (''", " + 'a'\n", ")\n"),
        repeated("fields", "x = f'", "{a}", "'\n"),
        repeated("statements on a line", "def f(p):\n    ", "h = open(p); "),
        repeated("targets", "", "a = ", "open(p)\n"), repeated("stars", "", "*a, ", "= x\n"),
        repeated("slices", "x[", ":,", "]\n"), repeated("imports", "", "import a\n"),
        repeated("dots", "from ", ".", " import a\n"),
        repeated("line joins", "x = 1", " \\\n", "+ 1\n"), repeated("handlers", "try: pass\n", "except E: pass\n"),
        numbered("parameters", "def f(", "): pass\n") { "a\($0), " },
        numbered("arguments", "f(", ")\n") { "a\($0)=open(p), " },
        numbered("modules", "", "") { "import a\($0)\n" }, numbered("names", "", "") { "n\($0) = n\($0 / 2)\n" },
        numbered("methods", "class C:\n", "") { "    def f\($0)(self): return self.x\n" },
        numbered("with items", "with (", "): pass\n") { "open(p) as b\($0), " },
        numbered("globals", "def f():\n    global x", "\n") { ", a\($0)" },
        numbered("files", "def f(p):\n", "") { "    h\($0) = open(p)\n    h\($0).read()\n    h\($0).close()\n" },
        repeated("one file again and again", "def f(p):\n", "    h = open(p)\n    h.read()\n"),
        repeated("one file in branches", "def f(p):\n", "    if p: h = open(p)\n    else: h = open(q)\n    h.read()\n"),
        repeated("files without a name", "def f(p):\n", "    x = open(p).read()\n"),
        repeated("files in one call", "def f(p):\n    g(", "open(p).read(), ", ")\n"),
        repeated("uses of a file", "def f(p):\n    h = open(p)\n", "    h.write(p)\n", "    h.close()\n"),
        repeated(
            "fallbacks", "def f():\n",
            "    r = a()\n    if not r:\n        log.info('falling back to b')\n    r = b()\n"),
        repeated("tasks", "def f(tasks: BackgroundTasks, db: Session):\n", "    tasks.add_task(g, db)\n"),
        repeated(
            "seeds", "def f(db: Session):\n",
            "    if not db.query(A).filter(A.b == 1).first():\n        db.add(A(b=1))\n"),
    ]

    /// Within the limit, in a debug build on a busy machine: quadratic time would take hours.
    @Test(.timeLimit(.minutes(5)), arguments: long)
    func lengthIsNoMatter(_ shape: Shape) throws {
        try check(shape.text(5_000))
    }

    static let large: [Shape] = [
        Shape("open brackets") { _ in String(repeating: "(", count: 1_000_000) },
        Shape("a long line") { _ in "x = [" + String(repeating: "open, ", count: 1_700_000) + "]\n" },
        Shape("a long string") { _ in "open = '" + String(repeating: "a", count: 5_000_000) + "'\n" },
        Shape("a long comment") { _ in "# open" + String(repeating: "\u{E9}", count: 2_500_000) + "\n" },
        Shape("a long name") { _ in "open" + String(repeating: "n", count: 5_000_000) + "\n" },
        Shape("a long number") { _ in "x = " + String(repeating: "1", count: 5_000_000) + "\n" },
        Shape("a million elif") { _ in "if x: pass\n" + String(repeating: "elif x: pass\n", count: 1_000_000) },
    ]

    @Test(.timeLimit(.minutes(5)), arguments: large)
    func sizeIsNoMatter(_ shape: Shape) throws {
        try check(shape.text(0))
    }

    /// One function with many places: analysing a place must not read the whole function again.
    static let crowded = [
        Shape("files") { many($0) { "    f\($0) = open(p)\n    x = f\($0).read()\n    f\($0).close()\n" } },
        Shape("files of one name") { many($0) { _ in "    f = open(p)\n    x = f.read()\n    f.close()\n" } },
        Shape("files in expressions") { many($0) { "    x\($0) = open(p).read()\n" } },
        Shape("one of many files") {
            "def f(p):\n    f = None\n" + (0..<$0).map { "    if p == \($0):\n        f = open(p)\n" }.joined()
                + "    if f:\n        f.close()\n"
        },
        Shape("files in one call") {
            "def f(p):\n    g(" + Array(repeating: "open(p).read()", count: $0).joined(separator: ", ") + ")\n"
        },
        Shape("fallbacks") {
            many($0) {
                "    r\($0) = primary()\n    if r\($0) is None:\n        log.warning('falling back')\n    r\($0) = fallback()\n"
            }
        },
    ]

    private static func many(_ count: Int, _ place: (Int) -> String) -> String {
        "import logging\nlog = logging.getLogger()\ndef f(p):\n" + (0..<count).map(place).joined()
    }

    @Test(.timeLimit(.minutes(5)), arguments: crowded)
    func manyPlacesInOneFunctionAreJudged(_ shape: Shape) throws {
        try check(shape.text(1_000))
    }

    @Test(arguments: [
        "open = '", "open = \"", "open = '''", "open = f'", "open = f'{", "open = f'{x", "open = f'{x!", "open = f'{x:",
        "open = f'{x:{",
        "open = f'''{", "open(", "open[", "open{", "x = \\", "open \\\n", "def open(", "class open(", "lambda open",
        "import open.",
        "from . import (open", "with (open", "match open:\n    case (", "@open", "if open:", "for x in open",
        "try: open",
        "\u{0}open", "open\u{0}", "# open\u{0}", "'open\u{0}'", "open = b'\u{E9}'", "\u{FEFF}\u{FEFF}open",
        "open\u{FFFE}", "'\u{FFFF}open'",
    ])
    func theUnfinishedIsRefusedWithAPlace(_ text: String) throws {
        let outcome = try preview(Data(text.utf8))
        #expect([0, 2].contains(outcome.status), "\(outcome.errors)")
        if outcome.status == 2 { #expect(outcome.errors.contains(#/stdin\.py:\d+:\d+: /#), "\(outcome.errors)") }
    }

    /// A lone surrogate, an overlong form and half a character, none of them valid UTF-8.
    @Test(arguments: [[0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF0, 0x9F], [0xFF, 0xFE]] as [[UInt8]])
    func whatIsNoTextIsRefused(_ bytes: [UInt8]) throws {
        for text in [Array("open = '".utf8) + bytes + Array("'\n".utf8), Array("# open ".utf8) + bytes, bytes] {
            #expect(try preview(Data(text)).status == 2)
        }
    }

    private func check(_ text: String) throws {
        let outcome = try preview(Data(text.utf8))
        #expect([0, 1, 2].contains(outcome.status), "\(outcome.status) \(outcome.errors.prefix(500))")
        if outcome.status == 2 { #expect(outcome.errors.contains("stdin.py:"), "\(outcome.errors.prefix(500))") }
    }

    private func preview(_ input: Data) throws -> Scratch.Outcome {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try input.write(to: URL(fileURLWithPath: scratch.path + "/stdin"))
        return try scratch.run("/bin/sh", ["-c", "ulimit -s 8192; exec \"$0\" preview - < stdin", Scratch.redline])
    }
}
