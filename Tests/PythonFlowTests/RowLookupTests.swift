import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// What the last expression of a function looks up: the session, the columns that must equal something, what else it asks.
@Suite struct RowLookupTests {
    private static let head = """
        from sqlalchemy import Column, Integer, String, UniqueConstraint, and_, select
        from sqlalchemy.orm import Session, declarative_base
        Base = declarative_base()
        class User(Base):
            id = Column(Integer, primary_key=True)
            name = Column(String, unique=True)
            tenant = Column(String)
            slug = Column(String)
            __table_args__ = (UniqueConstraint("tenant", "slug"),)
        def f(db: Session, name, slug):

        """

    @Test(
        arguments: [
            ("db.query(User).filter(User.name == name).first()", "db: name; key name"),
            ("db.query(User).filter_by(name=name).one_or_none()", "db: name; key name"),
            ("(db.query(User).filter((User.name) == (name)).first())", "db: name; key name"),
            ("db.get(User, 1)", "db: id; key id"),
            ("db.execute(select(User).where(User.name == name)).scalar_one_or_none()", "db: name; key name"),
            ("db.scalar(select(User.id).where(name == User.name))", "db: name; key name"),
            (
                "db.query(User).filter(and_(User.tenant == 't', User.slug == slug)).first()",
                "db: slug, tenant; key slug and tenant"
            ),
            (
                "db.query(User).filter((User.tenant == 't') & (User.slug == slug)).first()",
                "db: slug, tenant; key slug and tenant"
            ),
            ("db.query(User).filter(User.slug == slug).first()", "db: slug; narrower"),
            (
                "db.query(User).filter(User.name == name, User.tenant == 't').first()",
                "db: name, tenant; key name; narrower"
            ),
            ("db.query(User).filter(User.name.ilike(name)).first()", "db: ; narrower"),
            ("db.query(User).filter_by(name=name).with_for_update().first()", "db: name; key name; locked"),
            ("statement = select(User).where(User.name == name)\ndb.scalars(statement).first()", "db: name; key name"),
            ("db.query(User).join(Base).filter(User.name == name).first()", nil),
            ("db.query(User).filter(User.name == name).one()", nil),
            ("name.first()", nil),
        ] as [(String, String?)])
    func lookup(_ body: String, is expected: String?) throws {
        let lines = body.split(separator: "\n").map { "    \($0)\n" }.joined()
        let project = SampleProject(["app.py": Self.head + lines])
        let module = try project.module("app.py")
        let function = try #require(module.tree.root.children.first { $0.kind == .functionDefinition })
        let flow = FunctionFlow(FlowGraph(of: function, module.semantics))
        let reader = RowLookupReader(flow, FrameworkModel(module: module, index: project.index))
        #expect(reader.lookup(try project.lastExpression(of: "app.py")).map(Self.words) == expected)
    }

    private static func words(_ lookup: RowLookup) -> String {
        let parts = [
            "\(lookup.session?.text ?? "no session"): \(lookup.conditions.keys.sorted().joined(separator: ", "))",
            lookup.uniqueKey.map { "key \($0.name)" }, lookup.isNarrowerThanItsKey ? "narrower" : nil,
            lookup.isLocked ? "locked" : nil,
        ]
        return parts.compactMap(\.self).joined(separator: "; ")
    }
}
