/// Context managers around code that is meant to fail: unittest and pytest.
extension Library {
    static let testing = Library([
        .expectsFailure: "*.assertRaises *.assertRaisesRegex *.assertWarns *.assertWarnsRegex *.raises *.warns",
        .neverReturns: "pytest.fail pytest.skip pytest.exit pytest.xfail",
    ])
}
