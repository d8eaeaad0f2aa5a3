import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct EffectTests {
    private static let project: [Path: String] = [
        "models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base
        Base = declarative_base()
        class Role(Base):
            id = Column(Integer, primary_key=True)
        """,
        "tools.py": """
        import logging
        import requests
        from passlib.context import CryptContext
        logger = logging.getLogger(__name__)
        context = CryptContext()
        ROLES = [{"name": "admin"}, {"name": "user"}]
        def hash_password(password):
            salted = context.hash(password)
            return salted
        def note(text):
            logger.info(text)
        def save(db):
            db.commit()
        def deeper(text):
            note(text)
        def rows():
            yield requests.get("/")
        @cached
        def wrapped(): ...
        class Service:
            def __init__(self, db):
                self.db = db
        class Sender:
            def __init__(self):
                requests.get("/")
        """,
    ]

    /// The last statement of a function with a session, a string and an object as parameters.
    private func effects(_ body: String, statement: Bool = false) throws -> Effects {
        let head = """
            import datetime, functools, json, os, random, uuid
            import requests
            from sqlalchemy.orm import Session
            from models import Role
            from tools import deeper, hash_password, logger, note, rows, save, wrapped, Sender, Service
            COUNT = 1
            def f(db: Session, text: str, thing, n):
                own = []

            """
        let lines = body.split(separator: "\n").map { "    " + $0 + "\n" }.joined()
        let project = SampleProject(Self.project.merging(["main.py": head + lines]) { $1 })
        let module = try project.module("main.py")
        let analysis = EffectAnalysis(FrameworkModel(module: module, index: project.index))
        let function = try #require(module.tree.root.subtree.first { $0.kind == .functionDefinition })
        let body = try #require(function.child(.body))
        let last = try #require(Array(body.children).last { $0.kind.isStatement })
        return analysis.of(statement ? last : last.child(.value) ?? last)
    }

    @Test(
        arguments: [
            ("1 + 2", []), ("text", []), ("COUNT", .reads), ("thing.name", .reads), ("thing['a']", .reads),
            ("[1]", .allocates), ("f'{text}'", []), ("(lambda: thing())", .allocates),
            ("(thing(x) for x in own)", .allocates), ("[x for x in own]", [.allocates, .reads]),
            ("[x for x in thing]", [.allocates, .unknown]), ("len(text)", []), ("text.lower()", []),
            ("text.split(',')", []),
            ("thing.strip()", []), ("thing.split()", .unknown), ("thing.get('a')", .reads),
            ("thing.get('/a')", .unknown), ("thing.get(n)", .unknown), ("{'a': 1}.get('a')", [.allocates, .reads]),
            ("thing()", .unknown), ("thing.append(1)", .unknown), ("own.append(1)", .reports),
            ("requests.get('/')", .unknown),
            ("os.getenv('A')", .reads), ("uuid.uuid4()", .varies), ("datetime.datetime.now()", .varies),
            ("next(n)", .writes), ("await thing", .suspends), ("(m := 1)", .binds), ("(yield)", [.suspends, .unknown]),
            // Libraries.
            ("db.commit()", [.writes, .commits]), ("db.add(Role())", [.writes, .allocates]),
            ("db.query(Role).filter(Role.id == 1).first()", [.reads, .allocates]),
            ("db.execute(n)", [.reads, .allocates, .unknown]),
            ("thing.commit()", .unknown), ("logger.info('x')", .reports),
            ("thing.logger.info(n.name)", [.reports, .reads]),
            ("print(thing())", [.reports, .unknown]), ("ValueError('x')", .allocates),
            // The project, one level deep.
            ("hash_password(text)", [.reads, .varies, .allocates]), ("note(text)", [.reads, .reports, .allocates]),
            ("save(db)", .unknown), ("deeper(text)", [.unknown, .allocates]), ("rows()", .allocates),
            ("wrapped()", .unknown),
            ("Service(db)", .allocates), ("Sender()", [.unknown, .allocates]), ("Role(id=1)", .allocates),
        ] as [(String, Effects)])
    func ofExpression(_ text: String, _ expected: Effects) throws {
        let found = try effects(text)
        // Names of other modules are reads, which no question depends on.
        #expect(found.subtracting(.reads).isSuperset(of: expected.subtracting(.reads)), "\(text): \(found)")
        #expect(found.contains(.unknown) == expected.contains(.unknown), "\(text): \(found)")
        #expect(found.isPure == expected.isPure, "\(text): \(found)")
    }

    @Test(arguments: [
        "pass", "break", "count += 1", "print('x')", "logger.info('x %s', n)", "own.append(text)", "'a string'",
        "if n:\n    logger.warning('x')\nelse:\n    pass",
    ])
    func isHarmless(_ text: String) throws { #expect(try effects(text, statement: true).isHarmless) }

    @Test(arguments: [
        "return", "raise ValueError", "thing.append(1)", "thing.write('x')", "thing.name = 1", "name = text.title()",
        "db.add(n)", "n.error('x')",
        "logger.info(next(n))", "own += thing", "with thing:\n    pass", "for x in thing:\n    pass", "import os",
    ])
    func isNotHarmless(_ text: String) throws { #expect(try !effects(text, statement: true).isHarmless) }

    @Test(arguments: ["text.lower()", "n['name']", "str(n.id)", "{'a': 1}.get('a')", "os.getenv('A')"])
    func isRepeatable(_ text: String) throws { #expect(try effects(text).isRepeatable) }

    @Test(arguments: ["next(n)", "thing.get(n)", "uuid.uuid4()", "n.pop()", "(a := 1)", "await thing"])
    func isNotRepeatable(_ text: String) throws { #expect(try !effects(text).isRepeatable) }

    @Test func transactionsMayEndInWhatIsUnknown() throws {
        #expect(try effects("save(db)").mayCommit)
        #expect(try effects("thing(db)").mayCommit)
        #expect(try !effects("Service(db)").mayCommit)
        #expect(try !effects("db.flush()").mayCommit)
    }

    // MARK: Constants

    private func isConstant(_ text: String) throws -> Bool {
        let main = """
            import os, requests
            from decouple import config
            from tools import ROLES
            from models import Role
            NAME = "x"
            def f(given):
                name = "y"
                table = {"a": 1}
                for role in ROLES:
                    for key, value in table.items():
                        \(text)
            """
        let project = SampleProject(Self.project.merging(["main.py": main]) { $1 })
        let model = FrameworkModel(module: try project.module("main.py"), index: project.index)
        return EffectAnalysis(model).isConstant(try project.lastExpression(of: "main.py"))
    }

    @Test(arguments: [
        "1", "'a'", "NAME", "name", "role['name']", "role.get('name')", "key", "value", "os.getenv('A')", "config('A')",
        "['a', NAME]", "NAME.lower()", "settings.ADMIN", "Role(name=NAME)", "str(name)", "f'{NAME}'",
    ])
    func isConstantValue(_ text: String) throws { #expect(try isConstant(text)) }

    @Test(arguments: ["given", "given.name", "str(given)", "requests.get('/')", "f'{given}'", "unknown(NAME)"])
    func isNotConstant(_ text: String) throws { #expect(try !isConstant(text)) }
}
