/// Context managers around code that is expected to fail, and calls that fail or skip a test: unittest and pytest.
extension Library {
    static let testing = Library([
        .expectsFailure: "*.assertRaises *.assertRaisesRegex *.assertWarns *.assertWarnsRegex *.raises *.warns",
        .neverReturns: """
        pytest.exit pytest.fail pytest.skip pytest.xfail unittest.TestCase().fail unittest.TestCase().skipTest
        """,
    ])
}
