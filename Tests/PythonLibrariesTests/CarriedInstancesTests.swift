import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Whether the last expression statement of `main.py` may carry an instance of the request's session.
@Suite struct CarriedInstancesTests {
    private static let application: [Path: String] = [
        "db.py": """
        from sqlalchemy import Column, ForeignKey, Integer, String
        from sqlalchemy.orm import Session, declarative_base, relationship, sessionmaker

        SessionLocal = sessionmaker()
        Base = declarative_base()

        class User(Base):
            __tablename__ = "users"
            id = Column(Integer, primary_key=True)
            email = Column(String)
            orders = relationship("Order")

        class Order(Base):
            __tablename__ = "orders"
            id = Column(Integer, primary_key=True)

        def get_db():
            db = SessionLocal()
            yield db

        """,
        "schemas.py": """
        import enum
        from pydantic import BaseModel

        class UserOut(BaseModel):
            id: int

        class State(str, enum.Enum):
            new = "new"

        class Holder:
            user = None

        """,
    ]

    private func mayCarry(_ body: String, _ parameters: String = "", decorator: String = "@app.post('/')\n") throws
        -> Bool
    {
        let imports = """
            import uuid
            from fastapi import Depends, FastAPI
            from sqlalchemy.orm import Session
            from db import Order, User, get_db
            from schemas import Holder, State, UserOut

            app = FastAPI()
            LIMIT = object()

            def current(db: Session = Depends(get_db)) -> User:
                return db.get(User, 1)

            def found(db: Session = Depends(get_db)):
                return {"user": db.get(User, 1)}

            def count(db: Session = Depends(get_db)):
                return db.query(User).count()

            def token(q: str):
                return q.split(".")

            def number(db) -> int:
                return 1

            def load(db, i):
                return db.get(User, i)

            def rows(db) -> tuple[int, list[Order]]:
                return 1, []

            def clean(text):
                return text.strip()

            """
        let code =
            "\(decorator)def endpoint(\(parameters)):\n" + body.split(separator: "\n").map { "    \($0)\n" }.joined()
        let project = SampleProject(Self.application.merging(["main.py": imports + code]) { $1 })
        let module = try project.module("main.py")
        var carried = CarriedInstances(FrameworkModel(module: module, index: project.index), in: module)
        return carried.mayBe(in: try project.lastExpression(of: "main.py"))
    }

    private static let db = "db: Session = Depends(get_db), "

    @Test(arguments: [
        ("1", ""), ("'a'", ""), ("f'{user}'", "user: User = Depends(current)"), ("None", ""), ("a == b", "a, b"),
        // Data that FastAPI reads from the request.
        ("q", "q: str"), ("q", "q"), ("q['a']", "q: dict"), ("p.id", "p: UserOut"), ("p", "p: UserOut"),
        ("user.email", "user: User = Depends(current)"), ("user.id", "user: User = Depends(current)"),
        ("str(user)", "user: User = Depends(current)"), ("n", "n: int = Depends(count)"), ("n", "n = Depends(count)"),
        ("t", "t = Depends(token)"), ("t[0]", "t = Depends(token)"), ("LIMIT", ""), ("uuid.uuid4()", ""),
        ("number(db)", db), ("clean(q)", "q: str"), ("db.query(User).count()", db),
        ("n, found = number(db), 2\nn", db), ("[u.id for u in db.query(User).all()]", db),
        ("{'id': user.id}", "user: User = Depends(current)"), ("a = q\nb = a.strip()\nb", "q: str"),
    ])
    func isShownToBeData(_ body: String, _ parameters: String) throws {
        #expect(try !mayCarry(body, parameters))
    }

    @Test(arguments: [
        ("db", db), ("user", "user: User = Depends(current)"), ("db.query(User).all()", db),
        // A schema by its annotation, a row by its dependency.
        ("user", "user: UserOut = Depends(current)"), ("user", "user = Depends(current)"),
        ("d['user']", "d: dict = Depends(found)"), ("d.get('user')", "d = Depends(found)"),
        ("u = d.get('user')\nu", "d: dict = Depends(found)"),
        ("n, found = rows(db)\nfound", db), ("user.orders", "user: User = Depends(current)"),
        ("o = user.orders\no", "user: User = Depends(current)"),
        ("kept = [o for o in user.orders if o.id]\nkept", "user: User = Depends(current)"),
        ("u = load(db, 1)\nu.name", db), ("load(db, 1)", db), ("{'user': user}", "user: User = Depends(current)"),
        ("[user]", "user: User = Depends(current)"), ("Holder(user)", "user: User = Depends(current)"),
        ("x if q else user", "q: str, x: int, user: User = Depends(current)"),
        ("for user in db.query(User):\n    pass\nuser", db), ("(u := load(db, 1))\nu", db),
    ])
    func mayCarryAnInstance(_ body: String, _ parameters: String) throws {
        #expect(try mayCarry(body, parameters))
    }

    /// A function that is not an endpoint may be called with anything that its annotation does not exclude.
    @Test func parametersOfOtherFunctions() throws {
        #expect(try mayCarry("x", "x", decorator: ""))
        #expect(try mayCarry("x", "x: dict", decorator: ""))
        #expect(try mayCarry("x", "x: Holder", decorator: ""))
        #expect(try !mayCarry("x", "x: int", decorator: ""))
        #expect(try !mayCarry("x", "x: list[str] | None", decorator: ""))
        #expect(try !mayCarry("x", "x: State", decorator: ""))
        #expect(try !mayCarry("x", "x: uuid.UUID", decorator: ""))
    }

    /// A value that is followed too far is unknown.
    @Test func aNameThatDependsOnItselfEnds() throws {
        #expect(try !mayCarry("q = q + 1\nq", "q: int"))
        let chain = String(repeating: "x = [x]\n", count: 200)
        #expect(try mayCarry("x = 1\n" + chain + "x"))
    }
}
