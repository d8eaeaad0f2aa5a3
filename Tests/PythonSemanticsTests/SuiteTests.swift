import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct SuiteTests {
    private let text = "a = 1\nif a:\n    b = lambda: c\n    def d(e=f): return g\nh = [i]\n"

    @Test func listsTheStatementsOfABlock() throws {
        let sample = try Sample(text)
        let module = Suite(sample.model.tree.root)
        #expect(module.statements.map(\.kind) == [.assignment, .ifStatement, .assignment])
        let definition = try #require(try sample.name("d").enclosingStatement)
        let inner = try #require(Suite(containing: definition))
        #expect(inner.node.kind == .block)
        #expect(inner.index(of: definition) == 1)
        #expect(module.index(of: definition) == nil)
        #expect(module.index(containing: definition) == 1)
        #expect(inner.index(containing: try sample.name("h")) == nil)
    }

    @Test func findsTheEnclosingStatement() throws {
        let sample = try Sample(text)
        let kinds = try ["c", "e", "f", "g", "i"].map { try sample.name($0).enclosingStatement?.kind }
        #expect(kinds == [.assignment, .functionDefinition, .functionDefinition, .returnStatement, .assignment])
        let statement = try #require(try sample.name("g").enclosingStatement)
        #expect(statement.enclosingStatement == statement)
        #expect(sample.model.tree.root.enclosingStatement == nil)
    }

    @Test func findsTheEnclosingFunction() throws {
        let sample = try Sample(text)
        let kinds = try ["a", "c", "g", "h"].map { try sample.name($0).enclosingFunction?.kind }
        #expect(kinds == [nil, .lambda, .functionDefinition, nil])
    }
}
