import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Which classes are mapped, and which keys of their tables are unique.
@Suite struct MappedClassTests {
    private static let bases: [Path: String] = [
        "base.py": """
        from sqlalchemy.orm import DeclarativeBase, declarative_base, registry, MappedAsDataclass
        Legacy = declarative_base()
        class Base(DeclarativeBase): pass
        class DataBase(MappedAsDataclass, DeclarativeBase): pass
        class Abstract(Base):
            __abstract__ = True
        mapper_registry = registry()
        """,
        "mixins.py": """
        from sqlalchemy import Column, Integer, String
        from sqlalchemy.orm import Mapped, mapped_column
        class Identified:
            id = Column(Integer, primary_key=True)
        class Named:
            name: Mapped[str] = mapped_column(unique=True)
        """,
    ]

    private func read(_ text: String, _ name: String = "M") throws -> MappedClass? {
        let imports = """
            from typing import Annotated, Optional
            from base import Abstract, Base, DataBase, Legacy, mapper_registry
            from mixins import Identified, Named
            from sqlalchemy import Column, Index, Integer, PrimaryKeyConstraint, String, UniqueConstraint
            from sqlalchemy.orm import Mapped, mapped_column, relationship
            from sqlmodel import Field, Relationship, SQLModel
            from pydantic import BaseModel

            """
        return try SampleProject(Self.bases.merging(["m.py": imports + text + "\n"]) { $1 }).mappedClass(
            name, in: "m.py")
    }

    /// Names in a description mean what they mean in its own file.
    @Test func aDescriptionOfAnotherFileIsReadThere() throws {
        let many = (0..<200).map { "x\($0) = \($0)\n" }.joined()
        let types =
            "from typing import Annotated\nfrom sqlalchemy import ForeignKey as References\n"
            + "from sqlalchemy.orm import mapped_column\n\(many)"
            + "owner = Annotated[int, mapped_column(References('users.id'))]\n"
        let model =
            "from types_of import owner\nfrom base import Base\nfrom sqlalchemy.orm import Mapped\n"
            + "class M(Base):\n    owner_id: Mapped[owner]\n"
        let files: [Path: String] = ["types_of.py": types, "m.py": model]
        let mapped = try #require(try SampleProject(Self.bases.merging(files) { $1 }).mappedClass("M", in: "m.py"))
        #expect(mapped.columns.map(\.isForeignKey) == [true])
    }

    @Test(arguments: [
        "class M(Legacy):\n    id = Column(Integer, primary_key=True)",
        "class M(Base):\n    id: Mapped[int] = mapped_column(primary_key=True)",
        "class M(DataBase):\n    id: Mapped[int] = mapped_column(primary_key=True, init=False)",
        "class M(Abstract):\n    id: Mapped[int] = mapped_column(primary_key=True)",
        "class M(Identified, Base):\n    pass",
        "class M(SQLModel, table=True):\n    id: Optional[int] = Field(default=None, primary_key=True)",
        "class MBase(SQLModel):\n    id: int = Field(primary_key=True)\nclass M(MBase, table=True):\n    pass",
        "@mapper_registry.mapped\nclass M:\n    id = Column(Integer, primary_key=True)",
        "intpk = Annotated[int, mapped_column(primary_key=True)]\nclass M(Base):\n    id: Mapped[intpk]",
        "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\nclass M(db.Model):\n    id = db.Column(db.Integer, primary_key=True)",
        "class M(Base):\n    id = Column(Integer)\n    __table_args__ = (PrimaryKeyConstraint('id'),)",
    ])
    func isMapped(_ text: String) throws {
        let mapped = try #require(try read(text))
        #expect(mapped.primaryKey.map(\.name) == ["id"])
        #expect(mapped.uniqueKeys.contains(["id"]))
        #expect(mapped.isComplete)
    }

    @Test(arguments: [
        "class M:\n    id = Column(Integer, primary_key=True)", "class M(BaseModel):\n    id: int",
        "class M(SQLModel):\n    id: int = Field(primary_key=True)", "class M(Base):\n    __abstract__ = True",
        "class M(Unknown):\n    id = Column(Integer, primary_key=True)",
    ])
    func isNotMapped(_ text: String) throws { #expect(try read(text) == nil) }

    @Test(arguments: [
        ("from platform_.models import Outer\nclass M(Outer):\n    name = Column(String, unique=True)", true),
        ("from platform_.models import Outer\nclass M(Outer):\n    __tablename__ = 'm'", true),
        ("from platform_.models import Outer\nclass M(Outer):\n    name = 'm'", false),
        (
            "from platform_.models import Outer\nclass NameMixin(Outer):\n    name = Column(String)\nclass M(list):\n    name = Column(String)",
            false
        ),
    ])
    func columnsShowThatAClassOfAnUnknownBaseIsMapped(_ text: String, _ isMapped: Bool) throws {
        let mapped = try read(text)
        #expect((mapped != nil) == isMapped)
        #expect(mapped?.hasKnownBase != true)
        #expect(mapped?.isComplete != true)
    }

    @Test func aMapperMayGiveRowsAnotherIdentity() throws {
        let text = "class M(Base):\n    id = Column(Integer, primary_key=True)\n    name = Column(String)\n"
        let mapped = try #require(try read(text + "    __mapper_args__ = {'primary_key': [name]}"))
        #expect(mapped.primaryKey.isEmpty)
        #expect(mapped.uniqueKeys.contains(["id"]))
        #expect(try read(text + "    __mapper_args__ = {'eager_defaults': True}")?.primaryKey.count == 1)
    }

    @Test func theDeclarativeBaseItselfIsNotMapped() throws {
        #expect(try SampleProject(Self.bases).mappedClass("Base", in: "base.py") == nil)
    }

    @Test(
        arguments: [
            ("    email = Column(String, unique=True)", [["email"]]),
            ("    email: Mapped[str] = mapped_column(unique=True)", [["email"]]),
            ("    __table_args__ = (UniqueConstraint('a', 'b'), {'schema': 'x'})", [["a", "b"]]),
            ("    __table_args__ = (Index('ix', 'a', unique=True),)", [["a"]]),
            ("    __table_args__ = (Index('ix', 'a', unique=True, postgresql_where=x),)", []),
            ("    __table_args__ = (Index('ix', func.lower('a'), unique=True),)", []),
            ("    __table_args__ = (Index('ix', 'a'),)", []),
            ("    email = Column('mail', String)\n    __table_args__ = (UniqueConstraint('mail'),)", [["email"]]),
            (
                "    a = Column('b', Integer)\n    b = Column('a', Integer)\n    __table_args__ = (UniqueConstraint('a'),)",
                [["b"]]
            ),
            ("    email = Column(String, unique=False)", []),
            ("    email = Column(String, index=True)", []),
        ] as [(String, [[String]])])
    func holdsUnique(_ body: String, _ expected: [[String]]) throws {
        let mapped = try #require(
            try read(
                "class M(Base):\n    id = Column(Integer, primary_key=True)\n    a = Column(Integer)\n    b = Column(Integer)\n"
                    + body))
        let keys = Set(mapped.uniqueKeys).subtracting([["id"]])
        #expect(keys == Set(expected.map(Set.init)))
    }

    /// A class has one `__table_args__`: its own, else that of the first mixin. The table of a mapped parent has its own, too.
    @Test(
        arguments: [
            ("class M(Keyed, Base):\n    pass", [["a"]]),
            ("class M(Keyed, Base):\n    __table_args__ = {'comment': 'x'}", []),
            ("class M(Keyed, Other, Base):\n    pass", [["a"]]),
            (
                "class P(Keyed, Base):\n    pass\nclass M(P):\n    __table_args__ = (UniqueConstraint('b'),)",
                [["a"], ["b"]]
            ),
            (
                "class P(Keyed, Base):\n    pass\nclass M(P):\n    __mapper_args__ = {'concrete': True}\n    id = Column(Integer, primary_key=True)",
                []
            ),
        ] as [(String, [[String]])])
    func replacesTableArguments(_ text: String, _ expected: [[String]]) throws {
        let mixins = """
            class Keyed:
                id = Column(Integer, primary_key=True)
                a = Column(Integer)
                b = Column(Integer)
                __table_args__ = (UniqueConstraint('a'),)
            class Other:
                __table_args__ = (UniqueConstraint('b'),)

            """
        let mapped = try #require(try read(mixins + text))
        #expect(Set(mapped.uniqueKeys).subtracting([["id"]]) == Set(expected.map(Set.init)))
    }

    @Test(arguments: [
        "    __table_args__ = (UniqueConstraint('a', initially='DEFERRED'),)",
        "    __table_args__ = (UniqueConstraint('a', **options),)",
        "    __table_args__ = (Index('ix', 'a', unique=True, **options),)",
    ])
    func knowsWhatMayHoldNothing(_ body: String) throws {
        let mapped = try #require(
            try read("class M(Base):\n    id = Column(Integer, primary_key=True)\n    a = Column(Integer)\n" + body))
        #expect(mapped.uniqueKeys == [["id"]])
        #expect(!mapped.isComplete)
    }

    @Test(arguments: ["    __table_args__ = make()", "    @declared_attr\n    def __table_args__(cls): return ()"])
    func knowsWhatItCannotRead(_ body: String) throws {
        let mapped = try #require(try read("class M(Base):\n    id = Column(Integer, primary_key=True)\n" + body))
        #expect(!mapped.isComplete)
    }

    @Test func anUnknownMixinMakesItIncomplete() throws {
        let mapped = try #require(
            try read("from house import Audit\nclass M(Audit, Base):\n    id = Column(Integer, primary_key=True)"))
        #expect(!mapped.isComplete)
    }

    @Test func knowsWhichColumnsAreNeverNull() throws {
        let mapped = try #require(
            try read(
                """
                class M(Base):
                    id: Mapped[int] = mapped_column(primary_key=True)
                    a: Mapped[str]
                    b: Mapped[Optional[str]]
                    c: Mapped[str | None] = mapped_column()
                    d = Column(String)
                    e = Column(String, nullable=False)
                    other: Mapped["Other"] = relationship()
                    others: Mapped[list["Other"]] = relationship()
                """))
        #expect(mapped.columns.map(\.name) == ["id", "a", "b", "c", "d", "e"])
        #expect(mapped.columns.filter { !$0.isNullable }.map(\.name) == ["id", "a", "e"])
    }

    /// Testing whether a class is mapped must not read its columns, which refer back to the class.
    @Test func classesThatNameEachOtherAreRead() throws {
        let mapped = try #require(
            try read(
                """
                class M(Base):
                    id: Mapped[int] = mapped_column(primary_key=True)
                    other: Mapped[Other]
                class Other(Base):
                    id: Mapped[int] = mapped_column(primary_key=True)
                    m: Mapped[M]
                """))
        #expect(mapped.columns.map(\.name) == ["id"])
    }

    @Test func keysNameTheirDeclarations() throws {
        let mapped = try #require(
            try read(
                """
                class M(Base):
                    id = Column(Integer, primary_key=True)
                    a = Column(String, unique=True)
                    __table_args__ = (UniqueConstraint("id", "a"),)
                """))
        let declarations = mapped.keys.map { "\($0.name): \($0.declaration.text)" }
        #expect(
            declarations == [
                "a and id: UniqueConstraint(\"id\", \"a\")", "id: id = Column(Integer, primary_key=True)",
                "a: a = Column(String, unique=True)",
            ])
        #expect(mapped.keys.map(\.isPrimary) == [false, true, false])
    }

    @Test(arguments: [
        ("pass", false),
        ("@validates(\"a\")\n    def lower(self, key, value): return value.lower()", true),
        ("@validates(\"b\")\n    def lower(self, key, value): return value.lower()", false),
        ("def __init__(self, a):\n        self.a = a", false),
        ("def __init__(self, a):\n        self.a = a.lower()", true),
        ("def __init__(self, **values):\n        super().__init__(**values)", false),
    ])
    func mayChangeAColumn(_ member: String, _ expected: Bool) throws {
        let text = """
            from base import Base
            from sqlalchemy import Column, Integer, String
            from sqlalchemy.orm import validates
            class M(Base):
                id = Column(Integer, primary_key=True)
                a = Column(String)
                \(member)

            """
        let project = SampleProject(Self.bases.merging(["m.py": text]) { $1 })
        let mapped = try #require(try project.mappedClass("M", in: "m.py"))
        #expect(mapped.mayChange("a", project.index) == expected)
    }

    @Test func aCompositeKeyHasSeveralColumns() throws {
        let mapped = try #require(
            try read(
                "class M(Base):\n    a = Column(Integer, primary_key=True)\n    b = Column(String, primary_key=True)"))
        #expect(mapped.primaryKey.map(\.name) == ["a", "b"])
        #expect(mapped.uniqueKeys.contains(["a", "b"]))
        #expect(!mapped.uniqueKeys.contains(["a"]))
    }

    @Test func sqlModelFieldsSayItInManyWays() throws {
        let mapped = try #require(
            try read(
                """
                class M(SQLModel, table=True):
                    id: int | None = Field(default=None, primary_key=True)
                    a: str = Field(unique=True)
                    b: str = Field(sa_column=Column("bee", String, unique=True))
                    c: str = Field(sa_column_kwargs={"unique": True})
                    d: str
                    team: "Team" = Relationship()
                """))
        #expect(Set(mapped.uniqueKeys) == [["id"], ["a"], ["b"], ["c"]])
        #expect(mapped.column("d")?.isNullable == false)
        #expect(mapped.column("b")?.tableName == "bee")
    }
}
