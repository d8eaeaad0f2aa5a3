import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// What has run when a place is reached, and what will run behind it.
@Suite struct CompletedStatementsTests {
    /// The calls `a()`, `b()`, … among some statements, in text order.
    private func calls(_ statements: [Syntax]) -> String {
        statements.filter { $0.kind == .expressionStatement }.sorted { $0.start < $1.start }
            .map { String($0.text.dropLast(2)) }.joined(separator: " ")
    }

    private func here(_ text: String) throws -> Syntax {
        let sample = try Sample("def f():\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined())
        return try #require(try sample.name("here").enclosingStatement)
    }

    @Test(arguments: [
        ("a()\nhere()\nb()", "a", "b"),
        ("a()\nif x:\n    b()\n    here()\n    c()\nd()", "a b", "c d"),
        ("if x:\n    a()\nelse:\n    b()\nhere()", "", ""),
        ("with x:\n    a()\nhere()\nwith y:\n    b()", "a", "b"),
        ("a()\ntry:\n    b()\n    here()\n    c()\nexcept E:\n    d()\nfinally:\n    e()\ng()", "a b", "c g"),
        ("try:\n    a()\nexcept E:\n    pass\nhere()", "", ""),
        ("try:\n    a()\nexcept E:\n    raise\nhere()", "a", ""),
        ("try:\n    a()\nfinally:\n    b()\nhere()", "a b", ""),
        ("try:\n    a()\nexcept E:\n    here()", "", ""),
        ("try:\n    a()\nexcept E:\n    pass\nelse:\n    here()", "a", ""),
        ("for x in y:\n    a()\nhere()", "", ""),
        ("a()\nfor x in y:\n    b()\n    here()\n    c()\nd()", "a b", "c d"),
        ("def g():\n    a()\nhere()", "", ""),
    ])
    func are(_ text: String, _ completed: String, _ following: String) throws {
        let statement = try here(text)
        #expect(calls(statement.completedStatements) == completed)
        #expect(calls(statement.followingStatements) == following)
    }

    @Test(arguments: [
        ("return", true), ("raise x", true), ("if a:\n    return\nelse:\n    raise x", true),
        ("if a:\n    return", false),
        ("with a:\n    return", true), ("pass", false), ("for a in b:\n    return", false),
        ("if a:\n    return\nelif b:\n    pass\nelse:\n    return", false),
    ])
    func knowsWhatAlwaysLeaves(_ text: String, _ expected: Bool) throws {
        let sample = try Sample("def f():\n" + text.split(separator: "\n").map { "    \($0)\n" }.joined())
        let function = try #require(sample.model.tree.root.children.first { _ in true })
        #expect(function.child(.body)?.alwaysLeaves == expected)
    }
}
