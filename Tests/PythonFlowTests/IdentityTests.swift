import PythonFlow
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Which expressions are the same object: the arguments of `a(…)` and `b(…)`.
@Suite struct IdentityTests {
    @Test(arguments: [
        ("a(db)\nb(db)", true), ("a(db)\ndb = c\nb(db)", false), ("s = db\na(db)\nb(s)", true),
        ("s = db\nt = s\na(db)\nb(t)", true), ("s = db\ndb = c\na(db)\nb(s)", false), ("a(db)\nb(da)", false),
        ("a(self.db)\nb(self.db)", true), ("a(self.db)\nself.db = c()\nb(self.db)", false),
        ("self.db = db\na(db)\nb(self.db)", true), ("self.db = c()\na(self.db)\nb(self.db)", true),
        ("s = self.db\na(self.db)\nb(s)", true), ("s = self.db\na(self.db)\nself.db = c\nb(s)", false),
        ("a(self.db)\nb(db.db)", false), ("a(db.session)\nb( db . session )", true), ("a(db())\nb(db())", false),
        ("if c:\n    db = c\na(db)\nb(db)", true), ("a(db)\nif c:\n    db = c\nb(db)", false),
        ("for x in c:\n    a(db)\n    b(db)\n    db = x", true),
        ("for x in c:\n    a(db)\n    db = x\n    b(db)", false),
        ("a((db))\nb(db)", true), ("a(print)\nb(print)", true), ("a(db[0])\nb(db[0])", false),
        ("a(G)\nb(G)", true), ("a(H)\nb(H)", false), ("a(db)\nb(lambda: db)", false),
        ("with db as s:\n    a(db)\n    b(s)", false), ("a(db)\nc((db := d))\nb(db)", false),
    ])
    func areTold(_ body: String, _ expected: Bool) throws {
        let sample = try FlowSample(
            body: body, before: "G = 1\nH = 1\ndef g():\n    global H\n    H = 2\n", parameters: "self, db, da")
        let graph = FlowGraph(
            of: FlowGraph.owner(of: try sample.sample.name("a")), sample.sample.model)
        let identities = Identities(Definitions(graph))
        let first = try #require(sample.sample.name("a").parent?.child(.arguments)?.firstChild)
        let second = try #require(sample.sample.names("b").last?.parent?.child(.arguments)?.firstChild)
        #expect(identities.areSame(first, second) == expected)
    }
}
