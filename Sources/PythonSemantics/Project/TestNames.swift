import FileSystem

/// Names that tests have.
public enum TestNames {
    private static let folders: Set<String> = ["test", "tests", "e2e", "testdata"]

    /// True for a name in code that tests use: `TestingSessionLocal`, `override_test_db`.
    public static func contains(_ name: String) -> Bool {
        name.lowercased().split { $0 == "_" || $0 == "." }.contains { $0.hasPrefix("test") || $0 == "conftest" }
    }

    /// `tests`, `functional_tests_fixtures`, unlike `lab_tests`.
    static func isFolder(_ name: String) -> Bool {
        folders.contains(name) || kinds.contains { name.hasPrefix($0 + "_test") }
    }

    private static let kinds = ["acceptance", "e2e", "functional", "integration", "smoke", "unit"]

    /// `test_app.py`, `app_test.py`, `conftest.py`, unlike `testimonials.py`.
    static func isFile(_ name: String) -> Bool {
        name.hasPrefix("test_") || name.hasSuffix("_test.py") || ["conftest.py", "tests.py"].contains(name)
    }
}

extension Path {
    /// True if a folder or the file itself has the name of a test.
    public var isTest: Bool {
        let words = components.map { String(decoding: $0, as: UTF8.self).lowercased() }
        return words.dropLast().contains(where: TestNames.isFolder) || words.last.map(TestNames.isFile) ?? false
    }
}

extension ModuleFile {
    public var isTest: Bool { path.isTest }
}
