import PythonSyntax
import SourceText
import Testing

@Suite struct TreeTests {
    private func tree(_ text: String) throws -> SyntaxTree {
        try SyntaxTree(parsing: SourceText(utf8: text))
    }

    @Test func subtreesAreContiguousAndComplete() throws {
        let tree = try tree("def f(a, *b):\n    return [x.y(1) for x in a if x]\n")
        for id in 0..<UInt32(tree.nodeCount) {
            let node = tree.node(id)
            let below = node.subtree.filter { $0 != node }
            #expect(below.allSatisfy { $0.isDescendant(of: node) })
            #expect(node.children.allSatisfy { $0.parent == node })
        }
    }

    @Test func statementsEndBeforeLineEndsAndSemicolons() throws {
        let tree = try tree("if x:\n    a = 1;\nb = 2\n")
        let texts = tree.root.children.map(\.text)
        #expect(texts == ["if x:\n    a = 1", "b = 2"])
    }

    @Test func blocksBeginAtTheirFirstStatement() throws {
        let tree = try tree("while x:  # why\n    # first\n    a\n    b\n")
        let body = try #require(tree.root.firstChild?.child(.body))
        #expect(body.text == "a\n    b")
    }

    @Test func findsCommentsAndNothingElse() throws {
        let tree = try tree("# a\nx = '# no'  # b\ny = f'{x # c\n}#no'\n")
        #expect(tree.comments.map { tree.source.string(in: $0) } == ["# a", "# b", "# c"])
    }

    @Test(arguments: ["x\r\ny\r\n", "x\ry\r", "\u{FEFF}x\n", "x", "\u{0C}x\n\u{0C}\n", "if x:\n\ty\n", "# only\n", ""])
    func givesTheTextBack(_ text: String) throws {
        let source = try SourceText(fileBytes: Array(text.utf8))
        #expect(try SyntaxTree(parsing: source).reassembledBytes() == Array(text.utf8))
    }

    @Test func ignoresParenthesesWhenItComparesTokens() throws {
        let tree = try tree("(a.b)\na . b\na.c\n")
        let values = tree.root.children.compactMap { $0.child(.value) }
        #expect(values[0].hasSameTokens(as: values[1]))
        #expect(!values[0].hasSameTokens(as: values[2]))
    }
}
