import FileSystem
import Testing

@testable import Git

@Suite struct GitEnvironmentTests {
    private func environment(_ variables: [String: String]) -> GitEnvironment {
        GitEnvironment(folder: "/work", reading: { variables[$0].map { Path($0) } })
    }

    @Test func namesNothingByDefault() {
        let empty = environment([:])
        #expect(!empty.namesRepository && empty.ceilings.isEmpty && empty.alternates.isEmpty)
        #expect(!empty.crossesFileSystems && !empty.isQuarantined && !empty.ignoresReplacements)
    }

    @Test func aFolderOrAWorkTreeNamesARepository() {
        #expect(environment(["GIT_DIR": ".git"]).namesRepository)
        #expect(environment(["GIT_WORK_TREE": "/x"]).namesRepository)
        #expect(!environment(["GIT_INDEX_FILE": "/x"]).namesRepository)
    }

    @Test(arguments: [
        ("/no/such", ["/no/such"]), ("a:/no/such:../b", ["/no/such"]), ("/no/a/:/no//b/.", ["/no/a", "/no/b"]),
        (":", []),
        ("/proc/self/cwd/../..:/", ["/"]),
    ]) func ceilingsAreAbsolute(_ value: String, _ expected: [Path]) {
        #expect(environment(["GIT_CEILING_DIRECTORIES": value]).ceilings.suffix(expected.count) == expected[...])
    }

    @Test func linksInCeilingsAreResolvedUnlessAnEmptyEntryForbidsIt() throws {
        let resolved = try Path("/proc/self/cwd").resolved()
        #expect(environment(["GIT_CEILING_DIRECTORIES": "/proc/self/cwd"]).ceilings == [resolved])
        #expect(environment(["GIT_CEILING_DIRECTORIES": ":/proc/self/cwd"]).ceilings == ["/proc/self/cwd"])
    }

    @Test(arguments: [
        ("true", true), ("Yes", true), ("on", true), ("1", true), ("-2", true), ("", false), ("false", false),
        ("No", false),
        ("OFF", false), ("0", false),
    ]) func booleansAreGits(_ text: String, _ expected: Bool) {
        #expect(GitEnvironment.flag(Path(text)) == expected)
        #expect(environment(["GIT_DISCOVERY_ACROSS_FILESYSTEM": text]).crossesFileSystems == expected)
    }

    @Test func otherTextsAreNoBooleans() {
        for text in ["maybe", " true", "tru", "1.0", "t"] { #expect(GitEnvironment.flag(Path(text)) == nil) }
    }
}
