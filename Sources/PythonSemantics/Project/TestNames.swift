import FileSystem

/// Names that tests have: `tests/`, `conftest.py`, `test_app.py`, `app_test.py`, `TestSession`.
public enum TestNames {
    public static func contains(_ name: String) -> Bool {
        name.lowercased().split { $0 == "_" || $0 == "." }.contains { $0.hasPrefix("test") || $0 == "conftest" }
    }
}

extension Path {
    /// True if a folder or the file itself has the name of a test.
    public var isTest: Bool { components.contains { TestNames.contains(String(decoding: $0, as: UTF8.self)) } }
}

extension ModuleFile {
    public var isTest: Bool { path.isTest }
}
