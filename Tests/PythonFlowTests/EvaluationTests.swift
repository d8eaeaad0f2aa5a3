import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct EvaluationTests {
    private func isCertain(_ text: String) throws -> Bool {
        let name = try Sample(text + "\n").name("here")
        return Evaluation.isCertain(of: name, in: try #require(name.enclosingStatement))
    }

    @Test(arguments: [
        "x = here", "x = [y for y in here]", "f(a, here)", "if here:\n    pass", "x = here and y",
        "assert here, y", "x = here < y", "x = y < here", "for x in here:\n    pass", "x = z if here else y",
    ])
    func isEvaluatedOnce(_ text: String) throws { #expect(try isCertain(text)) }

    @Test(arguments: [
        "x = y and here", "x = here if y else z", "x = y < z < here", "x = lambda: here", "while here:\n    pass",
        "x = [here for y in z]", "x = [y for y in z if here]", "x = [y for z in w for y in here]", "assert y, here",
        "def f(a=here):\n    pass", "with here:\n    pass", "if x:\n    pass\nelif here:\n    pass",
    ])
    func mayBeEvaluatedOftenOrNever(_ text: String) throws { #expect(try !isCertain(text)) }
}
