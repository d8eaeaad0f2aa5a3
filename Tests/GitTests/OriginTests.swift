import FileSystem
import Git
import TestSupport
import Testing

@Suite struct OriginTests {
    @Test(arguments: [
        ("https://example.com/a/b.git", "https://example.com/a/b.git"),
        ("https://ada:secret@example.com:8443/a b.git?token=1#x", "https://example.com:8443/a%20b.git"),
        ("https://token@example.com/a", "https://example.com/a"),
        ("git@example.com:team/b.git", "ssh://example.com/team/b.git"),
        ("ssh://git@example.com:22/b", "ssh://example.com:22/b"),
        ("https://a@b@example.com/c", "https://example.com/c"),
    ])
    func addressesAreShownWithoutSecrets(_ address: String, _ url: String) {
        #expect(RemoteAddress.url(address) == url)
    }

    @Test(arguments: ["/srv/git/b.git", "../b", "file:///srv/b.git", "", "https://", "https:///b", "ext::sh -c x"])
    func localFoldersAreNotShown(_ address: String) { #expect(RemoteAddress.url(address) == nil) }

    @Test func theBranchAndOriginOfARepository() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        let empty = try #require(try Repository.discover(from: Path(scratch.path)))
        #expect(empty.currentBranch == nil)
        try scratch.commit("Start")
        let repository = try #require(try Repository.discover(from: Path(scratch.path)))
        #expect(repository.currentBranch == "main" && repository.originAddress == nil)
        try scratch.git("remote", "add", "origin", "git@example.com:a/b.git")
        try scratch.git("checkout", "--quiet", "--detach")
        let other = try #require(try Repository.discover(from: Path(scratch.path)))
        #expect(other.currentBranch == nil && other.originAddress == "ssh://example.com/a/b.git")
    }
}
