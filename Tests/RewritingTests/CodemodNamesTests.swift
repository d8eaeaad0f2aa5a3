import FileSystem
import PythonSyntax
import Rewriting
import Testing

/// A codemod with a former name and settings.
private struct Renamed: Codemod {
    let document = CodemodDocument(
        markdown: Array("# new-name\n\nTests.\n\nLevel: safe\nFormerly: old-name, older-name\n".utf8))
    let options = [CodemodOption("factory", .object), CodemodOption("strict", .flag)]
    let prefilter = Prefilter(["ancient"])

    struct Place: DefectSite {
        let node: Syntax
        var place: Range<Int> { node.range }
        var message: String { "old" }
    }
    enum NoReason: String, RefusalReason { case none = "none: nothing" }

    func sites(in file: FileContext) -> [Place] {
        file.tree.root.subtree.filter { $0.kind == .name && $0.text == "ancient" }.map(Place.init)
    }

    func repair(_ site: Place, in file: FileContext) throws(Refusal<NoReason>) -> Repair? { .report() }
}

private struct Page: SourceProvider {
    let text: String
    var paths: [Path] { ["a.py"] }
    func bytes(at path: Path) throws(SkipReason) -> [UInt8] { Array(text.utf8) }
}

@Suite struct CodemodNamesTests {
    private func chosen(_ toml: String, only: [String] = []) throws -> [String] {
        try CodemodSelection.chosen(
            from: [Renamed()], configuration: try ProjectConfiguration(toml: toml), in: nil, only: only, skip: []
        ).map(\.id)
    }

    @Test func formerNamesStillSelect() throws {
        #expect(try chosen("", only: ["older-name"]) == ["new-name"])
        #expect(try chosen("[tool.redline]\nignore = ['old-name']\n") == [])
        #expect(throws: ConfigurationError.self) { try chosen("", only: ["oldest-name"]) }
    }

    @Test func commentsWithAFormerNameSuppressAndAreNamed() {
        let engine = Engine(codemods: [Renamed()], settings: RunSettings())
        let result = engine.run(Page(text: "ancient  # redline: ignore[old-name]\n"))
        #expect(result.findings.isEmpty)
        #expect(result.notices.map(\.message) == ["the codemod 'old-name' is now called 'new-name'"])
    }

    @Test func pathsIgnoreByAFormerName() {
        let settings = RunSettings(pathIgnores: PathIgnores(["*.py": ["old-name"]], relativeTo: .here))
        #expect(Engine(codemods: [Renamed()], settings: settings).run(Page(text: "ancient\n")).findings.isEmpty)
    }

    @Test(arguments: [
        ("factory = 'app.db:Session'", true), ("factory = 'app.db'", false), ("factory = 1", false),
        ("strict = true", true), ("strict = 'yes'", false), ("other = true", false),
    ])
    func settingsAreChecked(_ line: String, _ isRight: Bool) {
        let toml = "[tool.redline.new-name]\n\(line)\n"
        #expect((try? chosen(toml)) == (isRight ? ["new-name"] : nil))
    }
}

@Suite struct PythonVersionTests {
    @Test(
        arguments: [
            (">=3.9", 9), (">=3.8,<4", 8), ("~=3.10.2", 10), ("^3.11", 11), ("==3.12.*", 12), ("<4,>=3.7,!=3.7.2", 7),
            (">3.8", 8),
            (">= 3.9, < 4", 9), ("3.11", 11),
        ] as [(String, Int)])
    func readsTheLowerBound(_ specifier: String, _ minor: Int) {
        #expect(PythonVersion(oldestOf: specifier) == PythonVersion(3, minor))
    }

    @Test(arguments: ["<4", "", "!=3.8", "*"]) func noLowerBoundIsNone(_ specifier: String) {
        #expect(PythonVersion(oldestOf: specifier) == nil)
    }

    @Test func isReadFromTheProjectOrFromPoetry() throws {
        #expect(
            try ProjectConfiguration(toml: "[project]\nrequires-python = '>=3.8'\n").oldestPython == PythonVersion(3, 8)
        )
        let poetry = "[tool.poetry.dependencies]\npython = '^3.10'\n"
        #expect(try ProjectConfiguration(toml: poetry).oldestPython == PythonVersion(3, 10))
    }
}
