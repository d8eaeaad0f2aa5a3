import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// What calls of the project's functions and methods appear to look up.
@Suite struct LookupElsewhereTests {
    private static let head = """
        from typing import Generic, TypeVar
        from sqlalchemy import Column, Integer, String, select
        from sqlalchemy.orm import Session, declarative_base
        T = TypeVar("T")
        Base = declarative_base()
        class Record:
            @classmethod
            def get_by(cls, **criteria):
                return cls.query.filter_by(**criteria).first()
        class User(Base, Record):
            id = Column(Integer, primary_key=True)
            name = Column(String, unique=True)
            tenant = Column(String)
        class Repository(Generic[T]):
            model: type
            def __init__(self, db: Session, model=None):
                self.db = db
            def get(self, id):
                return self.db.get(self.model, id)
            def get_by_field(self, field, value):
                return self.db.scalar(select(self.model).where(getattr(self.model, field) == value))
            def all(self, name):
                return self.db.scalars(select(self.model).where(self.model.name == name)).all()
        class Users(Repository[User]):
            def by_name(self, name):
                return self.get_by_field("name", name)
            def by_both(self, name, tenant=None):
                filters = [User.name == name]
                if tenant:
                    filters.append(User.tenant == tenant)
                return self.db.query(User).filter(*filters).first()
            def ensure(self, name):
                found = self.by_name(name)
                if not found:
                    self.db.add(User(name=name))
                return self.db.query(User).filter(User.name == name).first()
            def strict(self, name):
                return self.db.query(User).filter(User.name == name).one()
        class Own(Repository):
            model = User
        class Given(Repository):
            def __init__(self, db: Session):
                super().__init__(db, User)
        users = Repository(None, User)
        def f(x: Users, own: Own, given: Given, other, name):

        """

    @Test(
        arguments: [
            ("x.by_name(name)", "name: name"), ("x.get(name)", "id: name"), ("own.get(1)", "id: 1"),
            ("given.get(1)", "id: 1"), ("users.get_by_field('name', name)", "name: name"),
            ("x.by_both(name)", "name: name"), ("x.by_both(name, 't')", "name: name, tenant: 't'"),
            ("x.by_both(tenant='t', name=name)", "name: name, tenant: 't'"),
            ("User.get_by(name=name)", "name: name"), ("Users(None).by_name('a')", "name: 'a'"),
            // Several rows, one that may raise, one that is inserted meanwhile, one that nothing is known of.
            ("x.all(name)", nil), ("x.strict(name)", nil), ("x.ensure(name)", nil), ("other.by_name(name)", nil),
            ("Repository.get_by_field(other, 'name', name)", nil),
        ] as [(String, String?)])
    func lookup(_ call: String, is expected: String?) throws {
        let project = SampleProject(["app.py": Self.head + "    \(call)\n"])
        let module = try project.module("app.py")
        let model = FrameworkModel(module: module, index: project.index)
        let expression = try #require(CallExpression(try project.lastExpression(of: "app.py")))
        let found = LookupElsewhere.lookup(by: expression, model)
        let words = found?.conditions.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
        #expect(words?.joined(separator: ", ") == expected)
        #expect(found.map(\.mapped.name) ?? "User" == "User")
    }

    @Test func aLookupThatRaisesCountsIfItIsHandled() throws {
        let project = SampleProject(["app.py": Self.head + "    x.strict(name)\n"])
        let model = FrameworkModel(module: try project.module("app.py"), index: project.index)
        let call = try #require(CallExpression(try project.lastExpression(of: "app.py")))
        #expect(LookupElsewhere.lookup(by: call, model, orRaises: true)?.uniqueKey?.name == "name")
    }
}
