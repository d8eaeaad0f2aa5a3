import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Functions that no person writes: the time for questions about thousands of places must grow linearly with their
/// number, not quadratically. The limit is far from both in a debug build on a busy machine.
@Suite struct SizeTests {
    private static let count = 5_000

    private func flow(_ line: (Int) -> String) throws -> (FlowSample, FunctionFlow) {
        let body = (0..<Self.count).map(line).joined()
        let sample = try FlowSample(body: body, parameters: "p, q")
        return (sample, FunctionFlow(sample.graph))
    }

    @Test(.timeLimit(.minutes(5)), arguments: ["x", "y"])
    func namesAreFollowed(_ name: String) throws {
        let (sample, flow) = try flow { number in
            let x = name == "x" ? "x" : "y\(number)"
            return "\(x) = g(p)\nif \(x) is None:\n    return\nif q:\n    \(x) = q\nhere(\(x))\n"
        }
        for call in sample.sample.names("here") {
            let use = try #require(call.parent?.child(.arguments)?.firstChild)
            #expect(flow.definitions.reaching(use).bindings.count == 2)
            #expect(!flow.facts.facts(about: use).contains(.isNotNone))
            #expect(sample.graph.isReachable(use))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func pathsAreShort() throws {
        let (sample, flow) = try flow { _ in "try:\n    a()\n    c()\nexcept E:\n    b()\n    continue_()\n" }
        let graph = flow.graph
        let (tried, handled) = (sample.sample.names("a"), sample.sample.names("b"))
        let commits = graph.barrier(sample.sample.names("c").compactMap(\.enclosingStatement))
        for (a, b) in zip(tried, handled) {
            #expect(graph.mayRun(b, after: a))
            #expect(!graph.mayRun(a, after: b))
            #expect(graph.hasPath(from: a, to: b, avoiding: commits))
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func oneTryAroundAllIsNoMatter() throws {
        let body =
            "try:\n" + (0..<Self.count).map { "    y\($0) = g()\n    h(y\($0))\n" }.joined() + "except E:\n    pass"
        let sample = try FlowSample(body: body)
        let definitions = Definitions(sample.graph)
        for call in sample.sample.names("h") {
            let use = try #require(call.parent?.child(.arguments)?.firstChild)
            #expect(definitions.value(of: use).expression?.text == "g()")
        }
    }
}
