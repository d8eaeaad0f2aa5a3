import PythonSyntax
import Rewriting
import SourceText
import Testing

@Suite struct ConfigurationTests {
    @Test func readsItsTables() throws {
        let configuration = try ProjectConfiguration(
            toml: """
                [tool.black]
                line-length = 100
                [tool.ruff]
                line-length = 120
                [tool.redline]
                select = ["a"]
                ignore = ["b"]
                exclude = ["migrations"]
                [tool.redline.c]
                flag = true
                names = ["x"]
                factory = "app.db:SessionLocal"
                """)
        #expect(
            configuration.options
                == ["c": ["flag": .flag(true), "names": .strings(["x"]), "factory": .string("app.db:SessionLocal")]])
        #expect(configuration.lineLength == 120)
        #expect(configuration.select == ["a"])
        #expect(configuration.ignore == ["b"])
        #expect(configuration.exclude == ["migrations"])
        #expect(try ProjectConfiguration(toml: "[tool.black]\nline-length = 100\n").lineLength == 100)
        #expect(try ProjectConfiguration(toml: "[project]\nname = 'x'\n").lineLength == nil)
    }

    @Test func readsWhatConcernsPathsAndLevels() throws {
        let configuration = try ProjectConfiguration(
            toml: """
                [tool.redline]
                level = "safe"
                extend-exclude = ["gen"]
                force-exclude = true
                per-path-ignores = {"tests/*" = ["a", "b"]}
                """)
        #expect(configuration.isPresent)
        #expect(configuration.level == .safe)
        #expect(configuration.exclude == nil)
        #expect(configuration.extendExclude == ["gen"])
        #expect(configuration.forceExclude)
        #expect(configuration.perPathIgnores == ["tests/*": ["a", "b"]])
    }

    @Test(arguments: [
        "[tool.redline]\nselekt = []\n", "[tool.redline]\nselect = 'a'\n", "[tool.redline]\nselect = [1]\n",
        "tool = [\n", "[tool.redline]\nsession-factory = 'app.db:SessionLocal'\n", "tool = 3\n",
        "[tool]\nredline = 3\n",
        "[[tool.redline]]\n", "[tool.redline]\nlevel = 'risky'\n", "[tool.redline]\nforce-exclude = 1\n",
        "[tool.redline]\nper-path-ignores = ['a']\n", "[tool.redline.per-path-ignores]\n'a' = 'b'\n",
    ])
    func refusesWhatItDoesNotKnow(_ text: String) {
        #expect(throws: ConfigurationError.self) { try ProjectConfiguration(toml: text) }
    }

    @Test(arguments: [
        ("if x:\n  y\n", "  "), ("if x:\n\ty\n", "\t"), ("x\n", "    "), ("if x:\n   if y:\n      z\n", "   "),
    ])
    func findsTheIndentUnit(_ text: String, _ unit: String) throws {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        #expect(FileStyle(of: tree, lineLength: 88).indentUnit == unit)
    }
}
