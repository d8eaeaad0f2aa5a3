import Delivery
import FileSystem
import Testing

/// The examples of GitHub's documentation, "About code owners".
@Suite struct CodeOwnersTests {
    private static let example = CodeOwners(
        parsing: Array(
            """
            # A comment.
            *       @global-owner1 @global-owner2
            *.js    @js-owner #This is an inline comment.
            *.go docs@example.com
            *.txt @octo-org/octocats
            /build/logs/ @doctocat
            docs/*  docs@example.com
            apps/ @octocat
            /docs/ @doctocat
            /scripts/ @doctocat @octocat
            **/logs @octocat
            /apps/ @octocat
            /apps/github
            /deep/**/inner @doctocat

            """.utf8))

    @Test(
        arguments: [
            ("README", ["@global-owner1", "@global-owner2"]), ("src/a/b.py", ["@global-owner1", "@global-owner2"]),
            ("a/b.js", ["@js-owner"]), ("main.go", ["docs@example.com"]), ("a/b.txt", ["@octo-org/octocats"]),
            ("build/logs/today/a.py", ["@octocat"]), ("other/build/logs.py", ["@global-owner1", "@global-owner2"]),
            ("docs/a.py", ["@doctocat"]), ("docs/deep/a.py", ["@doctocat"]),
            ("sub/docs/a.py", ["@global-owner1", "@global-owner2"]),
            ("a/apps/b/c.py", ["@octocat"]), ("scripts/a.py", ["@doctocat", "@octocat"]), ("a/logs/b.py", ["@octocat"]),
            ("apps/github", []), ("apps/github/a.py", []), ("apps/gitlab/a.py", ["@octocat"]),
            ("deep/inner", ["@doctocat"]), ("deep/a/b/inner/c.py", ["@doctocat"]),
        ] as [(Path, [String])])
    func theLastPatternDecides(_ path: Path, _ owners: [String]) {
        #expect(Self.example.owners(of: path) == owners)
    }

    /// `docs/*` is about the files in that folder, not about those in folders below it.
    @Test func aStarIsOneName() {
        let owners = CodeOwners(parsing: Array("docs/* @a\nsrc/?.py @b\n\\#odd @c\n".utf8))
        #expect(owners.owners(of: "docs/a.md") == ["@a"] && owners.owners(of: "docs/b/a.md").isEmpty)
        #expect(owners.owners(of: "src/a.py") == ["@b"] && owners.owners(of: "src/ab.py").isEmpty)
        #expect(owners.owners(of: "x/#odd") == ["@c"])
    }
}
