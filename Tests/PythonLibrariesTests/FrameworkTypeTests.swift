import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import Testing

/// The types that the frameworks give to expressions.
@Suite struct FrameworkTypeTests {
    private static let application: [Path: String] = [
        "db.py": """
        from typing import Annotated
        from fastapi import Depends
        from sqlalchemy import create_engine
        from sqlalchemy.orm import Session, scoped_session, sessionmaker
        from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
        SessionLocal = sessionmaker()
        AsyncLocal = async_sessionmaker()
        OldAsync = sessionmaker(class_=AsyncSession)
        Scoped = scoped_session(SessionLocal)
        def get_db():
            db = SessionLocal()
            try:
                yield db
            finally:
                db.close()
        SessionDep = Annotated[Session, Depends(get_db)]
        """,
        "models.py": """
        from sqlalchemy import Column, Integer
        from sqlalchemy.orm import declarative_base
        Base = declarative_base()
        class User(Base):
            id = Column(Integer, primary_key=True)
        """,
        "deps.py": """
        from typing import Annotated
        from fastapi import Depends
        from db import get_db
        from models import User
        def current_user(db=Depends(get_db)) -> User: ...
        CurrentUser = Annotated[User, Depends(current_user)]
        def load(db, key): return db.get(User, key)
        """,
    ]

    @Test(arguments: [
        // Objects of other libraries.
        ("import logging\nlog = logging.getLogger('a')\nlog", "logger of logging.getLogger"),
        ("import requests\ndef f(s: requests.Session):\n    s", "client"),
        ("import httpx\nasync def f():\n    async with httpx.AsyncClient() as c:\n        c", "async client"),
        ("import gzip\nwith gzip.open('a') as f:\n    f", "file of gzip.open"),
        // Sessions.
        ("def f(db: Session):\n    db", "session"), ("def f(db: 'Session'):\n    db", "session"),
        ("def f(db: Session | None = None):\n    db", "session or None"),
        ("def f(db: Optional[Session]):\n    db", "session or None"),
        ("def f(db: AsyncSession):\n    db", "async session"), ("def f(db: SessionDep):\n    db", "session"),
        ("def f(db=Depends(get_db)):\n    db", "session"),
        ("def f(db: Annotated[Session, Depends(get_db)]):\n    db", "session"),
        ("def f():\n    with SessionLocal() as db:\n        db", "session"),
        ("def f():\n    db = SessionLocal()\n    db", "session"),
        ("def f():\n    db = next(get_db())\n    db", "session"),
        ("async def f():\n    async with AsyncLocal() as db:\n        db", "async session"),
        ("async def f():\n    async with OldAsync() as db:\n        db", "async session"),
        ("Scoped()", "scoped session"),
        (
            "class R:\n    def __init__(self, db: Session):\n        self.db = db\n    def f(self):\n        self.db",
            "session"
        ),
        ("class R:\n    db: Session\n    def f(self):\n        self.db", "session"),
        (
            "class B:\n    def __init__(self, db: Session):\n        self.db = db\nclass R(B):\n    def f(self):\n        self.db",
            "session"
        ),
        (
            "class R:\n    def open(self):\n        self.db = SessionLocal()\n    def f(self):\n        self.db",
            "session"
        ),
        // Another method may have given it something else, and the class's own name hides the inherited one.
        (
            "class R:\n    def open(self, x):\n        self.db = SessionLocal()\n        self.db = x\n    def f(self):\n        self.db",
            "unknown"
        ),
        (
            "class B:\n    def __init__(self, db: Session):\n        self.db = db\nclass R(B):\n    def use(self, x):\n        self.db = x\n    def f(self):\n        self.db",
            "unknown"
        ),
        (
            "class B:\n    def __init__(self, db: Session):\n        self.db = db\nclass R(B):\n    def db(self): ...\n    def f(self):\n        self.db",
            "unknown"
        ),
        ("def f(a: Session | None = None):\n    b = a or SessionLocal()\n    b", "session"),
        ("def f(a, b: Session):\n    c = a or b\n    c", "unknown"),
        // Nothing declares them, and their use gives them away.
        ("def f(x):\n    with x() as db:\n        db.add(User())\n        db.commit()\n        db", "session"),
        (
            "async def f(x):\n    async with x() as db:\n        db.add(User())\n        await db.scalar(select(User))\n        db",
            "async session"
        ),
        ("def f(db):\n    query = select(User)\n    db.execute(query)\n    db.add(User())\n    db", "session"),
        ("def f(db):\n    db.session.add(User())\n    db.session.commit()\n    db.session", "scoped session"),
        ("def f(x):\n    with x() as db:\n        db.add(User())\n        db", "unknown"),
        ("def f(x):\n    with x() as db:\n        db.execute(select(User))\n        db", "unknown"),
        // Instances.
        ("def f(x):\n    User.model_validate(x)", "User"),
        ("def f(db: Session):\n    User()", "User"), ("def f(user: User):\n    user", "User"),
        ("def f(user: CurrentUser):\n    user", "User"), ("def f(user=Depends(current_user)):\n    user", "User"),
        ("def f(db: Session):\n    db.query(User).filter(User.id == 1).first()", "User or None"),
        ("def f(db: Session):\n    db.query(User).one()", "User"),
        ("def f(db: Session):\n    db.get(User, 1)", "User or None"),
        ("def f(db: Session):\n    db.query(User).order_by(User.id).all()", "list of User"),
        ("def f(db: Session):\n    db.scalar(select(User).where(User.id == 1))", "User or None"),
        ("def f(db: Session):\n    db.scalars(select(User)).all()", "list of User"),
        ("def f(db: Session):\n    db.execute(select(User)).scalars().first()", "User or None"),
        ("def f(db: Session):\n    db.execute(select(User)).scalar_one()", "User"),
        ("async def f(db: AsyncSession):\n    (await db.execute(select(User))).scalar_one_or_none()", "User or None"),
        ("async def f(db: AsyncSession):\n    await db.get(User, 1)", "User or None"),
        ("def f(db: Session):\n    for user in db.query(User).all():\n        user", "User"),
        ("def f(db: Session):\n    for user in db.query(User):\n        user", "User"),
        ("def f(db: Session):\n    q = db.query(User)\n    q = q.filter(User.id == 1)\n    q.first()", "User or None"),
        ("def f(db: Session):\n    user = None\n    user = db.query(User).one()\n    user", "User or None"),
        ("def f(users: list[User]):\n    users", "list of User"),
        ("def f(db: Session, a):\n    User() if a else None", "User or None"),
        ("def f(users: list[User]):\n    [user for user in users]", "list of User"),
        // Tasks.
        ("def f(tasks: BackgroundTasks):\n    tasks", "tasks"), ("BackgroundTasks()", "tasks"),
        // Unknown.
        ("def f(db):\n    db", "unknown"), ("def f(db: Session):\n    db.query(User.id).first()", "unknown"),
        ("def f(db: Session):\n    db.query(User, 1).all()", "unknown"),
        ("def f(db: Session, a):\n    x = User()\n    x = a\n    x", "unknown"),
        ("def f(*db: Session):\n    db", "unknown"), ("from models import load\nload(1, 2)", "unknown"),
        ("def f(x):\n    x = x.y\n    x = x.z\n    x", "unknown"),
        // Expressions that refer back to themselves.
        ("def g():\n    yield g()\ndef f(x=Depends(g)):\n    x", "unknown"),
        ("def g() -> 'Annotated[int, Depends(g)]': ...\ndef f(x=Depends(g)):\n    x", "unknown"),
        ("def g() -> Annotated[int, Depends(g)]: ...\ndef f(x=Depends(g)):\n    x", "unknown"),
        ("class R:\n    def __init__(self):\n        self.x = self.x\n    def f(self):\n        self.x", "unknown"),
    ])
    func infers(_ text: String, _ expected: String) throws {
        let imports = """
            from typing import Annotated, Optional
            from db import AsyncLocal, OldAsync, Scoped, SessionDep, SessionLocal, get_db
            from deps import CurrentUser, current_user
            from fastapi import BackgroundTasks, Depends
            from models import User
            from sqlalchemy import select
            from sqlalchemy.ext.asyncio import AsyncSession
            from sqlalchemy.orm import Session

            """
        let project = SampleProject(Self.application.merging(["main.py": imports + text + "\n"]) { $1 })
        #expect(try project.type(in: "main.py") == expected)
    }

    /// A chain of calls is as deep as it is long: its type is unknown, but the program does not crash.
    @Test func aVeryLongChainIsUnknown() throws {
        let chain = String(repeating: ".filter(x)", count: 50_000)
        let project = SampleProject(["main.py": "def f(q):\n    q\(chain)\n"])
        #expect(try project.type(in: "main.py") == "unknown")
    }
}
