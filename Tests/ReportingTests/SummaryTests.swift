import Codemods
import FileSystem
import Reporting
import Rewriting
import SourceText
import Testing

/// The summary and the statistics of a run of the real codemods.
@Suite struct SummaryTests {
    private static let files = TextFiles(texts: [
        "files.py": """
        def one(path):
            f = open(path)
            print(f.read())
            f.close()


        def two(path):
            g = open(path)
            print(g.read())
            g.close()


        """,
        "seeds.py": """
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

        SessionLocal = sessionmaker()


        class Base(DeclarativeBase):
            pass


        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)


        def seed():
            with SessionLocal() as db:
                if not db.get(User, 1):
                    db.add(User(id=1))
                    db.commit()

        """,
    ])

    private static let documents = Catalogue.all.map(\.document)
    private static let result = Engine(
        codemods: Catalogue.all, settings: RunSettings(FileSettings(ProjectConfiguration()), threads: 1)
    ).run(files)

    @Test func theWorstDefectsComeFirst() {
        let lines = Summary(Self.result, Self.documents, seconds: 0.5).lines(.plain, .unchanged)
        #expect(
            lines == [
                "3 fixes in 2 files, 1 of them for review", "  critical  try-insert-catch-seeding: 1 fix",
                "  high      context-managed-files: 2 fixes", "  2 files read, 2 parsed, 0.50 s",
            ])
    }

    @Test func statisticsBeginWithTheMostFrequent() throws {
        let statistics = Statistics(Self.result, Self.documents)
        #expect(
            statistics.lines(.plain) == [
                "2  context-managed-files     high      2 fixable", "1  try-insert-catch-seeding  critical  1 fixable",
            ])
        #expect(
            try statistics.json().hasPrefix("[\n  {\n    \"codemod\" : \"context-managed-files\",\n    \"count\" : 2,"))
    }

    @Test func nothingFoundIsOneLineAndAnEmptyTable() throws {
        let result = Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).run(TextFiles(texts: [:]))
        #expect(
            Summary(result, Self.documents, seconds: 0).lines(.plain, .unchanged)
                == ["nothing to fix", "  0 files read, 0 parsed, 0.00 s"])
        let statistics = Statistics(result, Self.documents)
        #expect(statistics.lines(.plain).isEmpty)
        #expect(try statistics.json() == "[\n\n]")
    }

    @Test func coloursAddNothingElse() {
        let colored = Summary(Self.result, Self.documents, seconds: 0.5).lines(
            Palette(isColored: true), .unchanged)
        #expect(colored[1] == "  \u{1B}[1;31mcritical\u{1B}[0m  try-insert-catch-seeding: 1 fix")
    }
}
