import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Which values of a row come too late once the row has been sent.
@Suite struct SentEarlyTests {
    private func matters(_ attribute: String?, _ columns: String, listener: String = "") throws -> Bool {
        let text = """
            from sqlalchemy import *
            from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, ForeignKeyConstraint, Integer, String, event
            from sqlalchemy import CheckConstraint as Rule, ForeignKeyConstraint as Reference
            from sqlalchemy.orm import declarative_base
            Base = declarative_base()
            class Other(Base):
                __tablename__ = "others"
                id = Column(Integer, primary_key=True)
            class M(Base):
                __tablename__ = "m"
                id = Column(Integer, primary_key=True)
                title = Column(String)
                note = Column(String)
            \(columns.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
            \(listener)

            """
        let project = SampleProject(["m.py": text])
        let module = try project.module("m.py")
        let mapped = try #require(try project.mappedClass("M", in: "m.py"))
        return SentEarly(mapped, FrameworkModel(module: module, index: project.index)).matters(for: attribute)
    }

    @Test(arguments: [
        "__table_args__ = (CheckConstraint('title IS NOT NULL'),)",
        "__table_args__ = (CheckConstraint(RULE),)",
        "__table_args__ = (Rule('title IS NOT NULL'),)",
        "__table_args__ = (Reference(['note', 'title'], ['x.a', 'x.b']),)",
        "__table_args__ = (ForeignKeyConstraint(['note', 'title'], ['x.a', 'x.b']),)",
        "rank = Column(Integer, CheckConstraint('title IS NOT NULL OR rank > 0'))",
        "changed = Column(DateTime, onupdate=now)",
        "changed = Column(DateTime, default=None, onupdate=now)",
        "slug = Column(String, default=lambda context: context.get_current_parameters()['title'])",
        "version = Column(Integer)\n__mapper_args__ = {'version_id_col': version}",
    ])
    func mattersForATitle(_ columns: String) throws { #expect(try matters("title", columns)) }

    @Test(arguments: [
        "__table_args__ = (CheckConstraint('note IS NOT NULL'),)",
        "__table_args__ = (CheckConstraint('length(title) > 3'),)",
        "changed = Column(DateTime, default=now, onupdate=now)",
        "slug = Column(String, default=lambda: 'x')",
        "kind = Column(String)\n__mapper_args__ = {'polymorphic_on': kind}",
        "other = Column(ForeignKey('others.id'))",
    ])
    func isStoredByTheUpdate(_ columns: String) throws { #expect(try !matters("title", columns)) }

    @Test func listenersSeeEachValue() throws {
        let listener = "@event.listens_for(%, 'before_insert')\ndef fill(mapper, connection, row): pass"
        #expect(try matters("title", "", listener: listener.replacing("%", with: "M")))
        #expect(try matters("title", "", listener: listener.replacing("%", with: "Base")))
        #expect(try !matters("title", "", listener: listener.replacing("%", with: "Other")))
        #expect(
            try !matters("title", "", listener: listener.replacing("insert", with: "delete").replacing("%", with: "M")))
    }

    @Test func defaultsMayBeTaken() throws {
        #expect(try matters("other", "other = Column(ForeignKey('others.id'), default=1)"))
        #expect(try matters("code", "code = Column(String, unique=True, default='')"))
        #expect(try !matters("code", "code = Column(String, unique=True)"))
    }
}
