import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct PathExpressionTests {
    private func isPath(_ text: String) throws -> Bool {
        let sample = try Sample(
            "from pathlib import Path\ndef f(p: Path, q, *r: Path):\n    s = p\n    here(\(text))\n")
        let call = try #require(sample.name("here").parent)
        return PathExpression.isPath(try #require(CallExpression(call)?.positional.first), sample.model)
    }

    @Test(arguments: [
        "Path(q)", "p", "s", "p / q", "q / p", "p.parent", "p.parent.parent / 'a'", "p.with_suffix('.x')", "(p)",
        "Path.cwd()", "Path.home().joinpath(q)", "Path(q).resolve()",
    ])
    func isOne(_ text: String) throws { #expect(try isPath(text)) }

    @Test(arguments: ["q", "r", "q / q", "p.name", "p.read_text()", "q.parent", "str(p)", "p + q", "unknown"])
    func isNone(_ text: String) throws { #expect(try !isPath(text)) }
}
