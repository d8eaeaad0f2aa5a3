import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// What waits in the session when the call of `here` is reached, and gets a value only later.
@Suite struct PendingRowsTests {
    private static let head = """
        from elsewhere import fill, here
        from sqlalchemy import Column, ForeignKey, Integer, String
        from sqlalchemy.orm import Session, declarative_base, relationship
        Base = declarative_base()
        class Visit(Base):
            id = Column(Integer, primary_key=True)
            path = Column(String, nullable=False)
            note = Column(String)
            user_id = Column(Integer, ForeignKey("users.id"), nullable=False)
            user = relationship("User")
        def f(db: Session, user, more):

        """

    @Test(
        arguments: [
            ("visit = Visit(user_id=1)\ndb.add(visit)\nhere()\nvisit.path = 'a'", "visit.path"),
            ("visit = Visit(user_id=1)\nhere()\ndb.add(visit)\nvisit.path = 'a'", nil),
            ("visit = Visit(user_id=1)\ndb.add(visit)\nvisit.path = 'a'\nhere()\nvisit.path = 'b'", nil),
            ("visit = Visit(user_id=1, path='')\ndb.add(visit)\nhere()\nvisit.path = 'a'", nil),
            ("visit = Visit(user_id=1, path='')\ndb.add(visit)\nhere()\nvisit.note = 'a'", nil),
            ("visit = Visit(user_id=1)\ndb.add(visit)\ndb.flush()\nhere()\nvisit.path = 'a'", nil),
            (
                "visit = Visit(user_id=1)\ndb.add(visit)\nif more:\n    db.flush()\nhere()\nvisit.path = 'a'",
                "visit.path"
            ),
            ("visit = Visit(path='')\ndb.add(visit)\nhere()\nvisit.user = user", "visit.user"),
            ("visit = Visit(user_id=1)\ndb.add(visit)\nhere()\nfill(visit)", "visit.path"),
            ("visit = Visit(user_id=1)\ndb.add_all([visit])\nhere()\nvisit.path = 'a'", "visit.path"),
            // Another row by the same name.
            ("visit = Visit(user_id=1, path='')\ndb.add(visit)\nhere()\nvisit = Visit()\nvisit.path = 'a'", nil),
        ] as [(String, String?)])
    func columnFilledLater(_ body: String, is expected: String?) throws {
        let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
        let project = SampleProject(["app.py": Self.head + lines])
        let module = try project.module("app.py")
        let function = try #require(module.tree.root.children.first { $0.kind == .functionDefinition })
        let here = try #require(function.subtree.first { CallExpression($0)?.functionName == "here" })
        let flow = FunctionFlow(FlowGraph(of: function, module.semantics))
        let rows = PendingRows(flow, FrameworkModel(module: module, index: project.index))
        #expect(rows.columnFilledLater(than: try #require(here.enclosingStatement)) == expected)
    }
}
