import PythonSyntax

/// Context managers around code that is meant to fail, and calls that fail a test or skip it: unittest and pytest.
extension Library {
    static let testing = Library([
        .expectsFailure: "*.assertRaises *.assertRaisesRegex *.assertWarns *.assertWarnsRegex *.raises *.warns",
        .neverReturns: """
        pytest.exit pytest.fail pytest.skip pytest.xfail unittest.TestCase().fail unittest.TestCase().skipTest
        """,
    ])
}

extension WithStatement {
    /// `with assertRaises(…):` and `with pytest.raises(…):`: what stands in the block is meant to fail.
    public var expectsFailure: Bool {
        items.contains { item in
            CallExpression(item.context)?.functionName.map { Libraries.roles(ofAnything: $0).contains(.expectsFailure) }
                ?? false
        }
    }
}
