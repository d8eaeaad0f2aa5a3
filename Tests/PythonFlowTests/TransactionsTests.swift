import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Whether the transaction of `db` is clean where `here()` is called.
@Suite struct TransactionsTests {
    private static let head = """
        from elsewhere import audit, here, keep
        from sqlalchemy import Column, Integer, String, func, select, text, update
        from sqlalchemy.orm import Session, declarative_base, sessionmaker
        Base = declarative_base()
        SessionLocal = sessionmaker()
        class User(Base):
            id = Column(Integer, primary_key=True)
            name = Column(String)
        def adds(db):
            db.add(User())
        def reads(db):
            return db.query(User).all()
        def rank(user):
            user.name = "x"
        def f(now, names):

        """

    @Test(arguments: [
        ("pass", true),
        ("db.query(User).filter(User.id == 1).first()", true),
        ("db.execute(select(func.count(User.id)))", true),
        ("db.execute(text('SELECT 1'))", true),
        ("db.execute(text('SELECT 1 FOR UPDATE'))", false),
        ("print(db.get(User, 1).name)", true),
        ("reads(db)", true),
        ("audit('now')", true),
        ("audit(now)", false),
        ("db.add(User())", false),
        ("db.add(User())\ndb.commit()", true),
        ("db.add(User())\ndb.rollback()", true),
        ("db.add(User())\nif now:\n    db.commit()", false),
        ("adds(db)", false),
        ("adds(db)\ndb.commit()", true),
        ("user = db.get(User, 1)\nuser.name = 'x'", false),
        ("db.execute(update(User))", false),
        ("db.execute(text('SET LOCAL x = 1'))", false),
        ("db.execute(text('SELECT pg_advisory_xact_lock(1)'))", false),
        ("db.execute(select(func.pg_advisory_xact_lock(1)))", false),
        ("lock = select(User).with_for_update()\ndb.execute(lock)", false),
        ("db.query(User).with_for_update().first()", false),
        ("db.get(User, 1, with_for_update=True)", false),
        ("db.begin()", false),
        ("rows = sorted(db.query(User).all(), key=rank)", false),
        ("rows = sorted(db.query(User).all(), key=lambda row: row.name)", true),
        // Whoever has it may work with it later.
        ("keep(db)\ndb.commit()", false),
        ("holder = now\nholder.session = db\ndb.commit()", false),
        ("def inner():\n    db.add(User())\ndb.commit()", false),
        ("audit(db.get(User, 1))\ndb.commit()", false),
        ("save = db.add\nsave(User())", false),
    ])
    func isClean(_ work: String, _ expected: Bool) throws {
        #expect(try Self.isClean("db = SessionLocal()\n\(work)\nhere()\ndb.close()") == expected)
    }

    @Test(arguments: [
        ("db = SessionLocal()\nfor name in names:\n    here()\n    db.add(User())\n    db.commit()", true),
        ("db = SessionLocal()\nfor name in names:\n    here()\n    db.add(User())\ndb.commit()", false),
        ("with SessionLocal() as db:\n    here()", true),
        ("with SessionLocal() as db:\n    here()\n    yield db", false),
        ("other = SessionLocal()\nother.add(User())\ndb = SessionLocal()\nhere()", true),
        ("db = names[0]\nhere()", false),
    ])
    func isCleanInAWhole(_ body: String, _ expected: Bool) throws {
        #expect(try Self.isClean(body) == expected)
    }

    private static func isClean(_ body: String) throws -> Bool {
        let lines = body.split(separator: "\n").map { "    \($0)\n" }
        let project = SampleProject(["app.py": head + lines.joined()])
        let module = try project.module("app.py")
        let model = FrameworkModel(module: module, index: project.index)
        let functions = module.tree.root.children.compactMap(FunctionDefinition.init)
        let function = try #require(functions.first { $0.name == "f" })
        let here = try #require(function.ownNodes.first { CallExpression($0)?.functionName == "here" })
        let sessions = function.ownNodes.filter { $0.identifier == "db" && $0.kind == .name }
        let session = try #require(sessions.last)
        let body = SessionWorkAnalysis(model).body(of: function, in: module)
        return Transactions(of: body, model).isClean(at: try #require(here.enclosingStatement), session)
    }
}
