import FileSystem
import Testing

@Suite struct PathPatternTests {
    @Test(arguments: [
        ("migrations", "app/migrations/m.py"), ("migrations/", "migrations/m.py"), ("./migrations", "migrations/m.py"),
        ("*_pb2.py", "a/b_pb2.py"), ("app/*", "app/x/y.py"), ("app/*.py", "app/a.py"), ("**/gen/*", "gen/a.py"),
        ("**/gen/*", "a/gen/b.py"), ("a.py", "x/a.py"), ("app/gen", "app/gen/deep/a.py"), ("caf?", "cafe/a.py"),
    ])
    func matches(_ pattern: String, _ path: String) {
        #expect(PathPattern(pattern).matches(Path(path)))
    }

    @Test(arguments: [
        ("migrations", "app/migration/m.py"), ("gen", "generated/a.py"), ("app/gen", "lib/app/gen/a.py"),
        ("a.py", "aa.py"),
        ("caf\u{E9}", "cafe\u{301}/a.py"),
    ])
    func matchesNot(_ pattern: String, _ path: String) {
        #expect(!PathPattern(pattern).matches(Path(path)))
    }

    @Test func whatIsNamedIsExempt() {
        let pattern = PathPattern("migrations")
        #expect(!pattern.matches("migrations/m.py", below: "migrations"))
        #expect(pattern.matches("migrations/sub/migrations/m.py", below: "migrations"))
        #expect(pattern.matches("app/migrations/m.py", below: "app"))
    }
}
