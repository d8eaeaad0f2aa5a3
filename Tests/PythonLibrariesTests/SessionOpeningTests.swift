import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct SessionOpeningTests {
    private static let database = """
        from contextlib import asynccontextmanager, contextmanager
        from elsewhere import Closed, count
        from fastapi import Depends
        from sqlalchemy import create_engine
        from sqlalchemy.orm import Session, scoped_session, sessionmaker

        engine = create_engine("postgresql://")
        other = create_engine("postgresql://other")
        SessionLocal = sessionmaker(bind=engine)
        Alias = SessionLocal
        Other = sessionmaker(bind=other)
        Scoped = scoped_session(SessionLocal)


        def get_db():
            db = SessionLocal()
            try:
                yield db
            finally:
                db.close()


        def get_committed():
            db = SessionLocal()
            yield db
            db.commit()


        def get_delegated():
            yield from get_db()


        def get_tenant():
            db = SessionLocal()
            db.info["tenant"] = 1
            yield db


        def get_again():
            db = SessionLocal()
            try:
                yield db
            except Exception as error:
                db.rollback()
                raise error


        def get_for_user(user=Depends(print)):
            with SessionLocal() as db:
                yield db


        def get_of_query(strict: bool = False):
            with SessionLocal() as db:
                yield db


        def get_if_open():
            if not engine:
                raise Closed
            with SessionLocal() as db:
                yield db


        def get_if_made():
            if not engine:
                raise RuntimeError("no database")
            with SessionLocal() as db:
                yield db


        def get_counted():
            with SessionLocal() as db:
                count()
                yield db


        def get_translated():
            with SessionLocal() as db:
                try:
                    yield db
                except ValueError:
                    raise Closed


        @count
        def get_decorated():
            with SessionLocal() as db:
                yield db


        class Hiding(Session):
            def get(self, *key):
                return None


        HidingLocal = sessionmaker(engine, class_=Hiding)


        def get_hiding():
            with HidingLocal() as db:
                yield db


        def get_bound():
            with Session(engine) as db:
                yield db


        manager = contextmanager(get_db)
        tenants = contextmanager(get_tenant)


        @contextmanager
        def committing():
            with SessionLocal() as db:
                yield db
                db.commit()


        @contextmanager
        def preparing():
            with SessionLocal() as db:
                db.info["tenant"] = 2
                yield db

        """

    private struct Sample {
        let reader: SessionOpeningReader
        let opening: SessionOpening
        let call: CallExpression
        let module: ModuleFile
    }

    /// The endpoint has a dependency; the last expression statement opens a session.
    private func sample(_ dependency: String, _ main: String, mayCommit: Bool = false) throws -> Sample {
        let (reader, found, project, module) = try read(dependency, main, mayCommit: mayCommit)
        return Sample(
            reader: reader, opening: try #require(reader.opening(of: found)),
            call: try #require(CallExpression(try project.lastExpression(of: "main.py"))), module: module)
    }

    private func read(
        _ dependency: String, _ main: String = "print()", mayCommit: Bool = false
    ) throws -> (SessionOpeningReader, Dependency, SampleProject, ModuleFile) {
        let project = SampleProject([
            "database.py": Self.database,
            "main.py": "from fastapi import Depends\nfrom database import \(dependency)\nfrom database import *\n\n"
                + "def endpoint(db: Session = Depends(\(dependency))):\n    pass\n\n\(main)\n",
        ])
        let module = try project.module("main.py")
        let reader = SessionOpeningReader(
            FrameworkModel(module: module, index: project.index), mayCommit: mayCommit)
        let parameter = try #require(module.tree.root.subtree.first { $0.kind == .parameter })
        let found = try #require(Dependency(of: parameter, in: module, project.index))
        return (reader, found, project, module)
    }

    private func opensSame(_ dependency: String, _ main: String, mayCommit: Bool = false) throws -> Bool {
        let sample = try sample(dependency, main, mayCommit: mayCommit)
        return sample.reader.opens(sample.call, in: sample.module, committing: false, sameAs: sample.opening)
    }

    @Test(arguments: [
        ("get_db", "SessionLocal()"), ("get_db", "Alias()"), ("get_db", "manager()"), ("get_delegated", "manager()"),
        ("get_committed", "committing()"), ("get_committed", "SessionLocal.begin()"), ("get_tenant", "tenants()"),
        ("get_bound", "Session(bind=engine)"),
    ])
    func opensTheSame(_ dependency: String, _ main: String) throws {
        #expect(try opensSame(dependency, main))
    }

    @Test(arguments: [
        ("get_db", "Other()"), ("get_db", "Scoped()"), ("get_db", "Session(engine)"), ("get_db", "tenants()"),
        ("get_db", "preparing()"), ("get_db", "committing()"), ("get_db", "SessionLocal(expire_on_commit=False)"),
        ("get_committed", "SessionLocal()"), ("get_tenant", "SessionLocal()"), ("get_tenant", "preparing()"),
        ("get_bound", "Session(other)"), ("get_bound", "Session(engine.connect())"), ("get_db", "unknown()"),
    ])
    func opensAnother(_ dependency: String, _ main: String) throws {
        #expect(try !opensSame(dependency, main))
    }

    @Test func aCommitAtTheEndWillDoWhereNothingIsLeft() throws {
        #expect(try opensSame("get_db", "committing()", mayCommit: true))
    }

    // MARK: What dependencies do besides

    @Test(arguments: ["get_db", "get_committed", "get_delegated", "get_bound", "get_again"])
    func onlyOpens(_ dependency: String) throws {
        let (reader, found, _, _) = try read(dependency)
        #expect(reader.onlyOpens(found))
    }

    @Test(arguments: [
        "get_decorated", "get_tenant", "get_for_user", "get_of_query", "get_if_open", "get_if_made", "get_counted",
        "get_translated",
    ])
    func doesMore(_ dependency: String) throws {
        let (reader, found, _, _) = try read(dependency)
        #expect(!reader.onlyOpens(found))
    }

    @Test(arguments: [("get_if_open", false), ("get_hiding", false), ("get_decorated", false), ("get_if_made", true)])
    func turnsRequestsAway(_ dependency: String, _ isOpened: Bool) throws {
        let (reader, found, _, _) = try read(dependency)
        #expect((reader.opening(of: found) != nil) == isOpened)
    }

    // MARK: What the project does

    private func opened(_ dependency: String, _ main: String) throws -> String {
        let opening = try sample(dependency, main + "\nprint()").opening
        guard case .call(let node) = opening.form else { return "" }
        return node.text + (opening.needsCommit ? ", commit" : "")
    }

    @Test func neighboursComeFirst() throws {
        #expect(try opened("get_db", "def job():\n    with Alias() as db:\n        pass") == "Alias()")
        #expect(try opened("get_committed", "def job():\n    db = SessionLocal()") == "SessionLocal(), commit")
    }

    @Test func thenTheManagerOfTheDependency() throws {
        #expect(try opened("get_db", "") == "manager")
        #expect(try opened("get_tenant", "") == "tenants")
        #expect(try opened("get_committed", "") == "committing")
    }

    @Test func thenWhatTheDependencyCalls() throws { #expect(try opened("get_bound", "") == "Session(engine)") }

    @Test func neighboursOfAnotherKindAreLeftAlone() throws {
        #expect(try opened("get_db", "def job():\n    with Other() as db:\n        pass") == "manager")
        #expect(try opened("get_db", "def get():\n    db = SessionLocal()\n    yield db") == "manager")
        #expect(try opened("get_db", "def job():\n    name = 'x'\n    db = SessionLocal(name)") == "manager")
    }
}
