import PythonSyntax
import SourceText
import Testing

@Suite struct ErrorTests {
    private func error(_ text: String) -> SyntaxError? {
        do {
            _ = try SyntaxTree(parsing: SourceText(utf8: text))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        ("def f(:\n", "1:7"), ("if x\n  pass\n", "1:5"), ("x = (1,\n", "1:5"), ("é = $\n", "1:5"),
        ("for x in y:\npass\n", "2:1"), ("s = 'abc\n", "1:5"),
    ])
    func namesThePlace(_ text: String, _ place: String) throws {
        let found = try #require(error(text))
        #expect(LineTable(SourceText(utf8: text)).position(of: found.offset).description == place, "\(found.message)")
    }

    @Test func saysWhatWasExpected() throws {
        #expect(try #require(error("if x\n  pass\n")).message == "expected ':', found the end of the line")
        #expect(try #require(error("import\n")).message.hasPrefix("expected the name of a module"))
    }

    @Test(arguments: [
        "print 'x'\n", "print x\n", "exec 'x = 1'\n", "raise E, 'x'\n", "x = `y`\n", "if a <> b: pass\n", "x = 0777\n",
        "x = ur'y'\n", "def f((a, b)): pass\n", "x = 10L\n",
    ])
    func recognisesPython2(_ text: String) throws {
        #expect(try #require(error(text)).kind == .python2, "\(text)")
    }

    /// An error that Python 2 and Python 3 share is not reported as Python 2.
    @Test(arguments: ["print(x\n", "x = = 1\n", "raise\nfoo bar\n"])
    func doesNotBlamePython2(_ text: String) throws {
        #expect(try #require(error(text)).kind == .invalid, "\(text)")
    }

    static let nested: [(String, String, String)] = [
        ("(", "1", ")"), ("[", "1", "]"), ("not ", "x", ""), ("-", "x", ""), ("lambda: ", "x", ""),
        ("x if y else ", "z", ""),
        ("x ** ", "y", ""), ("f(", "x", ")"), ("", "x", ".b"), ("", "x", "()"), ("", "x", " + 1"), ("{1: ", "x", "}"),
    ]

    /// Deeply nested input is read or rejected with a message; the stack never overflows.
    @Test(arguments: nested, [150, 1_000, 10_000, 100_000])
    func survivesNesting(_ shape: (String, String, String), _ depth: Int) {
        let text = String(repeating: shape.0, count: depth) + shape.1 + String(repeating: shape.2, count: depth) + "\n"
        if let error = error(text) {
            #expect(error.kind == .tooDeep, "\(shape): \(error.message)")
            #expect(depth > 150, "\(shape)")
        }
    }

    @Test func survivesDeepBlocksAndLongChains() {
        let blocks = (0..<1_000).map { String(repeating: " ", count: $0) + "if x:\n" }.joined()
        #expect(error(blocks)?.kind == .tooDeep)
        let chain = "if x: pass\n" + String(repeating: "elif x: pass\n", count: 100_000)
        #expect(error(chain) == nil)
    }
}
