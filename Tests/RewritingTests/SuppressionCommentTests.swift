import Testing

@testable import Rewriting

@Suite struct SuppressionCommentTests {
    private func meanings(_ comment: String) -> [SuppressionComment.Meaning] {
        SuppressionComment.all(in: Array(comment.utf8)[...]).map(\.meaning)
    }

    @Test(arguments: [
        ("# redline: ignore", []), ("#redline:ignore", []), ("# redline: ignore because of this", []),
        ("# noqa: E501  # redline: ignore", []), ("# redline: ignore[a]", ["a"]),
        ("# redline: ignore[a, b-2]", ["a", "b-2"]),
        ("# redline: ignore[a] it is closed elsewhere", ["a"]), ("# redline: ignore[a]# noqa", ["a"]),
        ("# redline: ignore[ a ]\r", ["a"]),
    ])
    func suppressesTheLine(_ comment: String, _ codemods: [String]) {
        #expect(meanings(comment) == [.ignore(.line, codemods)])
    }

    @Test(arguments: [("# redline: ignore-file", []), ("# redline: ignore-file[a, b] old code", ["a", "b"])])
    func suppressesTheFile(_ comment: String, _ codemods: [String]) {
        #expect(meanings(comment) == [.ignore(.file, codemods)])
    }

    @Test(arguments: [
        "# redline: ignore[", "# redline: ignore[]", "# redline: ignore []", "# redline: ignore [a]",
        "# redline: ignore[a",
        "# redline: ignore[é]", "# redline: ignore[A]", "# redline: ignore[a,]", "# redline: ignore-file[a",
        "# redline: ignore-files", "# redline: ignore: legacy", "# redline: ignore[a]because",
        "# redline: ignore[a][b]",
        "# redline: ignore_file",
    ])
    func isMalformed(_ comment: String) {
        let found = meanings(comment)
        #expect(found.contains { if case .malformed = $0 { true } else { false } }, "\(found)")
        #expect(!found.contains { if case .ignore = $0 { true } else { false } }, "\(found)")
    }

    @Test(arguments: [
        "# redline: 7000", "# ignore", "# redline: ignored by design", "# the redline: ignore it", "#", "",
    ])
    func isProse(_ comment: String) {
        #expect(meanings(comment).isEmpty)
    }

    @Test func severalInOneComment() {
        #expect(
            meanings("# redline: ignore[a] # redline: ignore-file[b]") == [
                .ignore(.line, ["a"]), .ignore(.file, ["b"]),
            ])
    }
}
