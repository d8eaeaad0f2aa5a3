import PythonSemantics
import PythonSyntax
import SourceText
import Testing

@Suite struct ConstructedTypeTests {
    private func constructor(_ text: String) throws -> String? {
        let imports = "import requests\nfrom requests import Session as S\nfrom aiohttp import ClientSession\n"
        let tree = try SyntaxTree(parsing: SourceText(utf8: imports + text))
        let last = try #require(
            tree.root.subtree.filter { $0.kind == .expressionStatement }.last?.child(.value))
        return SemanticModel(tree).constructor(of: last)
    }

    @Test(arguments: [
        ("s = requests.Session()\ns", "requests.Session"), ("s = S()\ns", "requests.Session"),
        ("with requests.Session() as s:\n    s", "requests.Session"),
        ("async def f():\n    async with ClientSession() as c:\n        c", "aiohttp.ClientSession"),
        ("async def f():\n    c = await ClientSession()\n    c", "aiohttp.ClientSession"),
        ("def f(s: requests.Session):\n    s", "requests.Session"), ("s: S = S()\ns", "requests.Session"),
        ("requests.Session()", "requests.Session"), ("''", "builtins.str"), ("(S())", "requests.Session"),
        ("s = S()\nif a:\n    s = requests.Session()\ns", "requests.Session"), ("f = open(p)\nf", "builtins.open"),
    ])
    func isKnown(_ text: String, _ expected: String) throws {
        #expect(try constructor(text) == expected)
    }

    @Test(arguments: [
        "s = S()\ns = None\ns", "s = S()\ns = other()\ns", "a, s = S()\ns", "def f(s):\n    s", "self.s", "unknown",
        "for s in S():\n    s", "s = t = 1\ns", "import s\ns", "with a as s:\n    s", "def f(s=S()):\n    s",
    ])
    func isUnknown(_ text: String) throws {
        #expect(try constructor(text) == nil)
    }
}
