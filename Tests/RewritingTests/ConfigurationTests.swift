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
                session-factory = "app.db:SessionLocal"
                """)
        #expect(configuration.sessionFactory == "app.db:SessionLocal")
        #expect(configuration.lineLength == 120)
        #expect(configuration.select == ["a"])
        #expect(configuration.ignore == ["b"])
        #expect(configuration.exclude == ["migrations"])
        #expect(try ProjectConfiguration(toml: "[tool.black]\nline-length = 100\n").lineLength == 100)
        #expect(try ProjectConfiguration(toml: "[project]\nname = 'x'\n").lineLength == 88)
    }

    @Test(arguments: [
        "[tool.redline]\nselekt = []\n", "[tool.redline]\nselect = 'a'\n", "[tool.redline]\nselect = [1]\n",
        "tool = [\n", "[tool.redline]\nsession-factory = 'SessionLocal'\n", "[tool.redline]\nsession-factory = 1\n",
        "[tool.redline]\nsession-factory = 'app.db:Session Local'\n",
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
