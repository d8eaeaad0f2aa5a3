import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax

/// The graph of the first function of a piece of Python, and its statements by the names in them.
struct FlowSample {
    let sample: Sample
    let graph: FlowGraph

    /// The body of a function `f`, with each line indented by one more level.
    init(body: String, before: String = "", parameters: String = "") throws {
        let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
        try self.init("\(before)def f(\(parameters)):\n" + lines)
    }

    init(_ text: String) throws {
        sample = try Sample(text)
        let function = sample.model.tree.root.children.first { $0.kind == .functionDefinition }
        graph = FlowGraph(of: function ?? sample.model.tree.root, sample.model)
    }

    /// The statement that contains a name.
    func statement(_ name: String, _ index: Int = 0) throws -> Syntax {
        let node = try sample.name(name, index)
        return node.enclosingStatement ?? node
    }

    /// The calls `a()`, `b()`, … in some statements, in text order.
    func calls(_ statements: [Syntax]) -> String {
        statements.filter { $0.kind == .expressionStatement }.sorted { $0.start < $1.start }
            .map { String($0.text.dropLast(2)) }.joined(separator: " ")
    }
}
