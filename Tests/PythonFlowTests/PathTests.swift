import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Paths from one place to another.
@Suite struct PathTests {
    @Test(arguments: [
        ("a()\nb()", true), ("b()\na()", false), ("if x:\n    a()\nelse:\n    b()", false),
        ("for x in y:\n    b()\n    a()", true), ("for x in y:\n    b()\n    a()\n    break", false),
        ("for x in y:\n    if x:\n        a()\n    else:\n        b()", true),
        ("try:\n    a()\nexcept E:\n    b()", true), ("try:\n    c()\nexcept E:\n    a()\nelse:\n    b()", false),
        ("try:\n    a()\n    return\nfinally:\n    b()", true), ("a()\nreturn\nb()", false),
        ("while x:\n    b()\n    a()", true), ("while True:\n    a()\nb()", false),
        ("try:\n    c()\nexcept E:\n    a()\nexcept F:\n    b()", false),
    ])
    func mayLeadOn(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body)
        #expect(try sample.graph.mayRun(sample.statement("b"), after: sample.statement("a")) == expected)
    }

    @Test(arguments: [
        ("if x:\n    a()\nelse:\n    b()", true), ("if x:\n    a()\nb()", false),
        ("if x:\n    a()\n    return\nb()", true),
        ("for y in z:\n    if x:\n        a()\n    else:\n        b()", false),
        ("match x:\n    case 1:\n        a()\n    case 2:\n        b()", true),
    ])
    func mayExcludeEachOther(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body)
        #expect(try sample.graph.areExclusive(sample.statement("a"), sample.statement("b")) == expected)
        #expect(try sample.graph.areExclusive(sample.statement("b"), sample.statement("a")) == expected)
    }

    @Test(arguments: [
        ("a()\nc()\nb()", false), ("a()\nif x:\n    c()\nb()", true),
        ("a()\nif x:\n    c()\nelse:\n    c()\nb()", false),
        ("try:\n    a()\n    c()\nexcept E:\n    pass\nb()", true), ("try:\n    a()\nfinally:\n    c()\nb()", false),
    ])
    func mayAvoidAStatement(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(body: body)
        let between = sample.sample.names("c").compactMap(\.enclosingStatement)
        let (from, to) = (try sample.statement("a"), try sample.statement("b"))
        #expect(sample.graph.hasPath(from: from, to: to, avoiding: between) == expected)
    }

    @Test(arguments: [
        ("if x:\n    c()\nelse:\n    c()\nhere()", true, false), ("if x:\n    c()\nhere()", false, false),
        ("here()\nif x:\n    c()\nelse:\n    c()", false, true), ("here()\nif x:\n    return\nc()", false, false),
        ("try:\n    here()\n    return\nfinally:\n    c()", false, true),
        ("here()\nwhile True:\n    c()", false, false),
        ("here()\nwhile x:\n    c()", false, false), ("c()\nhere()", true, false),
    ])
    func branchesMayShareWhatTheyDo(_ body: String, _ before: Bool, _ after: Bool) throws {
        let sample = try FlowSample(body: body)
        let statements = sample.sample.names("c").compactMap(\.enclosingStatement)
        let here = try sample.statement("here")
        #expect(sample.graph.completion(ofAnyOf: statements).isCertain(before: here) == before)
        #expect(sample.graph.certainty(ofAnyOf: statements).isCertain(after: here) == after)
    }

    @Test func loopsAroundBothAreNamedFromTheInside() throws {
        let sample = try FlowSample(body: "for x in y:\n    while z:\n        a()\n        b()\n    c()")
        let (a, b, c) = (try sample.statement("a"), try sample.statement("b"), try sample.statement("c"))
        #expect(sample.graph.loops(around: a, b).map(\.kind) == [.whileStatement, .forStatement])
        #expect(sample.graph.loops(around: a, c).map(\.kind) == [.forStatement])
    }
}
