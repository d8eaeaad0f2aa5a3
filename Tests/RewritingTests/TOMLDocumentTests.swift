import Rewriting
import Testing

/// The parser of TOML aborts at some headers: they are errors like others.
@Suite struct TOMLDocumentTests {
    @Test(arguments: [
        ("[[[x]]]\n", 1), ("a = 1\n[{{ name }}]\n", 2), ("x = [\n  [1],\n]\n [ @", 4), ("[]\n", 1),
        ("a = \"\"\"\n[[[\n\\\n\"\"\"\n[[é]]\n", 5), ("# it's\n[.a]\n", 2), ("a = 'x\n[(", 2),
    ])
    func headersWithoutANameAreErrors(_ text: String, _ line: Int) {
        let error = #expect(throws: ConfigurationError.self) { try ProjectConfiguration(toml: text) }
        #expect(error?.message == "not valid TOML: line \(line): a header starts with a name")
    }

    @Test(arguments: [
        "x = [\n[[[1]]],\n[],\n[{a = 1}],\n]\n[tool.redline]\n", "x = '''\n[[[\n''''\n[tool.redline]\n",
        "x = \"\\\"\" # [\n[ 'tool' . redline ]\n", "x = {a = '[', b = \"]\"}\r\n[tool.redline]\r\n",
        "x = \"\"\"a\"\"\"\"\"\n[[y]]\n[tool.redline]", "\u{FEFF}[tool.redline]\n",
    ])
    func bracketsInValuesAreNoHeaders(_ text: String) throws {
        #expect(try ProjectConfiguration(toml: text).isPresent)
    }
}
