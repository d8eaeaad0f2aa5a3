import PythonSyntax
import SourceText
import Testing

@Suite struct ViewTests {
    private func statement(_ text: String) throws -> Syntax {
        try #require(SyntaxTree(parsing: SourceText(utf8: text)).root.firstChild)
    }

    private func expression(_ text: String) throws -> Syntax {
        try #require(try statement(text + "\n").child(.value))
    }

    @Test func assignmentsHaveTargetsAnnotationAndValue() throws {
        let chain = try #require(Assignment(try statement("a = b.c = d\n")))
        #expect(chain.targets.map(\.text) == ["a", "b.c"])
        #expect(chain.value?.text == "d")
        #expect(chain.soleTarget == nil)
        let annotated = try #require(Assignment(try statement("a: int\n")))
        #expect(annotated.soleTarget?.text == "a")
        #expect(annotated.annotation?.text == "int")
        #expect(annotated.value == nil)
        #expect(Assignment(try statement("a += 1\n")) == nil)
    }

    @Test func parenthesesMeanNothing() throws {
        let call = try #require(CallExpression(try expression("f((a), *(b), key=((c)))")))
        #expect(call.positional.map(\.text) == ["a"])
        #expect(call.keyword("key")?.text == "c")
        #expect(Assignment(try statement("(a) = b\n"))?.soleTarget?.text == "a")
        #expect(try expression("((a).b)").lastName == "b")
        #expect(try expression("((a))").identifier == "a")
        #expect(try expression("((a).b).c").dottedRoot?.text == "a")
        #expect(try expression("await (a())").withoutAwait.text == "a()")
        let names: WordSet = ["a", "b"]
        #expect(names.contains(lastNameOf: try expression("((x).b)")))
        #expect(!names.contains(lastNameOf: try expression("(x)")))
    }

    @Test func comparisonsNameEveryOperator() throws {
        let all = try #require(
            Comparison(try expression("a < b <= c > d >= e == f != g in h not in i is j is not (not k)")))
        #expect(
            all.operators == [
                .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .contained, .notContained,
                .identical,
                .notIdentical,
            ])
        #expect(all.pair == nil)
        let pair = try #require(Comparison(try expression("(a) is  not\tNone"))?.pair)
        #expect(pair.operation == .notIdentical)
        #expect(pair.right.isNone)
    }

    @Test func booleanOperationsTellAndFromOr() throws {
        let both = try #require(BooleanOperation(try expression("(a or b) and not c and d")))
        #expect(both.operation == .and)
        #expect(both.operands.map(\.text) == ["(a or b)", "not c", "d"])
        #expect(BooleanOperation(try expression("a and b or c"))?.operation == .or)
    }

    @Test func operatorsWithOneAndTwoOperands() throws {
        #expect(UnaryOperation.denied(by: try expression("not a"))?.text == "a")
        #expect(UnaryOperation.denied(by: try expression("-a")) == nil)
        #expect(UnaryOperation(try expression("~a"))?.operation == .invert)
        #expect(BinaryOperation(try expression("(a) / b"))?.operation == .divide)
        #expect(BinaryOperation(try expression("a | b & c"))?.operation == .bitwiseOr)
        #expect(BinaryOperation(try expression("a ** -b"))?.right.text == "-b")
    }

    @Test func compoundStatementsHaveTheirParts() throws {
        let choice = try #require(IfStatement(try statement("if a:\n    b\nelif c:\n    d\nelse:\n    e\n")))
        #expect(choice.hasElif)
        #expect(choice.elseBody?.text == "e")
        let attempt = try #require(
            TryStatement(
                try statement(
                    "try:\n    a\nexcept (B, C) as d:\n    e\nexcept:\n    f\nelse:\n    g\nfinally:\n    h\n")))
        #expect(attempt.handlers.map(\.exceptions.count) == [2, 0])
        #expect(attempt.handlers.first?.alias?.identifier == "d")
        #expect(attempt.orElse?.text == "g")
        #expect(attempt.finalBody?.text == "h")
        let block = try #require(WithStatement(try statement("async with (a as b, c()):\n    pass\n")))
        #expect(block.isAsync)
        #expect(block.items.map(\.context.text) == ["a", "c()"])
        #expect(block.items[0].target?.identifier == "b")
    }

    @Test func argumentsAreFoundByNameOrPlace() throws {
        let plain = try #require(CallExpression(try expression("open(p, 'r', encoding=e)")))
        #expect(plain.argument("mode", at: 1)?.text == "'r'")
        #expect(plain.argument("encoding", at: 3)?.text == "e")
        #expect(plain.argument("newline", at: 5) == nil)
        let unpacked = try #require(CallExpression(try expression("open(*p, 'r')")))
        #expect(unpacked.argument("mode", at: 1) == nil)
        #expect(CallExpression(try expression("a.b.c()"))?.receiver?.text == "a.b")
        #expect(CallExpression(try expression("a.b.c()"))?.isNamed(["c"]) == true)
        #expect(CallExpression(try expression("a[0]()"))?.isNamed(["a"]) == false)
    }

    @Test func stringsShowWhatIsWrittenInThem() throws {
        #expect(StringLiteral(try expression("'a' f\"b{c}d\" r'e'"))?.writtenText == "abde")
        #expect(StringLiteral(try expression("'''a\nb'''"))?.spansLines == true)
        #expect(StringLiteral(try expression("'a\\\nb'"))?.spansLines == false)
        #expect(StringLiteral(try expression("\"it's\""))?.plainBytes.map(Array.init) == Array("it's".utf8))
        #expect(StringLiteral(try expression("''"))?.plainBytes?.isEmpty == true)
        #expect(StringLiteral(try expression("b'a'"))?.plainBytes == nil)
        #expect(StringLiteral(try expression("'a\\n'"))?.plainBytes == nil)
    }

    @Test func constantsAndNamesAreTold() throws {
        #expect(try expression("None").isNone)
        #expect(!(try expression("'None'").isNone))
        #expect(try expression("False").isFalse)
        #expect(try expression("name").identifier == "name")
        #expect(try expression("a.name").identifier == nil)
    }

    @Test func setsOfKindsHoldEveryKind() {
        let all = (UInt8(0)...255).compactMap(NodeKind.init(rawValue:))
        #expect(all.count > 64)
        for kind in all {
            #expect(NodeKindSet([kind]).contains(kind))
            #expect(all.filter(NodeKindSet([kind]).contains) == [kind])
        }
        #expect(NodeKindSet([]).isEmpty)
    }

    @Test(arguments: [
        ("for x in y:\n    with a, b:\n        here\n", 3), ("while x:\n    if x:\n        here\n", 1),
        ("with a:\n    def f():\n        here\n", 0), ("try:\n    here\nfinally:\n    pass\n", 2), ("here\n", 0),
        ("try:\n    pass\nexcept E:\n    here\n", 4), ("class A:\n    with a:\n        here\n", 1),
    ])
    func blocksAreCountedWithinAFunction(_ text: String, _ depth: Int) throws {
        let root = try SyntaxTree(parsing: SourceText(utf8: text)).root
        let here = try #require(root.subtree.first { $0.kind == .name && $0.text == "here" })
        #expect(StaticBlocks.depth(around: here) == depth)
    }

    @Test func theDeepestBlockOfARangeIsFound() throws {
        let text = "with a:\n    for x in y:\n        pass\n    while z:\n        with b, c:\n            pass\n"
        let root = try SyntaxTree(parsing: SourceText(utf8: text)).root
        let blocks = StaticBlocks(in: root)
        #expect(blocks.deepest == 4)
        let loop = try #require(root.subtree.first { $0.kind == .forStatement })
        #expect(blocks.deepest(in: loop.range) == 2)
        #expect(blocks.deepest(in: 0..<0) == 0)
    }
}
