import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import Testing

/// The last expression statement of `main.py` opens the session.
@Suite struct FreshSessionTests {
    private static let database = """
        from contextlib import asynccontextmanager, contextmanager
        from functools import lru_cache
        from sqlalchemy import create_engine
        from sqlalchemy.orm import Session, scoped_session, sessionmaker

        engine = create_engine("postgresql://")
        SessionLocal = sessionmaker(bind=engine)
        Scoped = scoped_session(SessionLocal)
        OnConnection = sessionmaker(bind=engine.connect())
        sessions = [SessionLocal()]


        def get_db():
            db = SessionLocal()
            try:
                yield db
            finally:
                db.close()


        @contextmanager
        def scope():
            session = SessionLocal()
            try:
                yield session
                session.commit()
            except Exception:
                session.rollback()
                raise


        @contextmanager
        def beginning():
            with SessionLocal.begin() as session:
                yield session


        @contextmanager
        def working():
            session = SessionLocal()
            session.execute("SET ROLE app")
            yield session


        def made():
            return SessionLocal()


        def current() -> Session:
            return sessions[-1]


        def kept() -> Session:
            session = SessionLocal()
            current.session = session
            return session


        @lru_cache
        def remembered() -> Session:
            return SessionLocal()

        """

    private func isFresh(_ main: String) throws -> Bool {
        let project = SampleProject(["database.py": Self.database, "main.py": "from database import *\n\(main)\n"])
        let module = try project.module("main.py")
        let opened = try project.lastExpression(of: "main.py")
        return FreshSession(FrameworkModel(module: module, index: project.index)).isOpened(by: opened)
    }

    @Test(arguments: [
        "SessionLocal()", "SessionLocal(expire_on_commit=False)", "Session(engine)", "Session(bind=engine)", "scope()",
        "next(get_db())", "made()", "factory = sessionmaker(engine)\nfactory()",
    ])
    func isOpened(_ main: String) throws {
        #expect(try isFresh(main))
    }

    @Test(arguments: [
        "Scoped()", "OnConnection()", "Session(engine.connect())", "Session(bind=connection)",
        "SessionLocal(bind=unknown)",
        "SessionLocal(**options)", "SessionLocal.begin()", "beginning()", "working()", "current()", "kept()",
        "remembered()", "unknown()", "sessions[0]", "next(unknown)",
    ])
    func isNotGuessed(_ main: String) throws {
        #expect(try !isFresh(main))
    }
}
