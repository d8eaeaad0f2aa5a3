import TestSupport
import Testing

/// `redline baseline`, and what `preview` and `apply` make of it.
@Suite struct BaselineTests {
    private static let readers = """
        def first(path):
            f = open(path)
            data = f.read()
            return data


        def second(path):
            g = open(path)
            data = g.read()
            return data


        def unclear(path):
            h = open(path)
            return h

        """

    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/a.py", Self.readers)
        try scratch.commit("Start")
        return scratch
    }

    @discardableResult
    private func redline(_ scratch: Scratch, _ arguments: String...) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, arguments)
    }

    private func lines(_ scratch: Scratch, _ file: String = ".redline/baseline.jsonl") -> [Substring] {
        scratch.read(file).split(separator: "\n")
    }

    @Test func whatWasThereIsNotReportedAgain() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let places = try redline(scratch, "preview", "--refusals", "--format", "text").output.split(separator: "\n")
        let written = try redline(scratch, "baseline", "write")
        #expect(written.status == 0)
        #expect(written.output == "\(places.count) findings added to .redline/baseline.jsonl, \(places.count) in all\n")
        #expect(written.errors.contains(".redline/baseline.jsonl merge=union"))
        #expect(lines(scratch).count == places.count)
        #expect(lines(scratch).allSatisfy { $0.contains("\"decision\":\"known\"") })
        let preview = try redline(scratch, "preview", "--refusals")
        #expect(preview.status == 0 && preview.output == "")
        #expect(preview.errors.contains("left out by the baseline: \(places.count) known findings"))
        #expect(try redline(scratch, "preview", "--no-baseline").status == 1)
        #expect(try redline(scratch, "decisions", "check").status == 0)
        #expect(try redline(scratch, "preview", "--undecided", "error").status == 0)
        try scratch.write("app/b.py", "def new(path):\n    k = open(path)\n    return k.read()\n")
        #expect(try redline(scratch, "preview", "--format", "text").output.hasPrefix("app/b.py:2:5"))
        #expect(try redline(scratch, "apply", "--in-place", "--allow-dirty").output.contains("fixed app/b.py"))
        #expect(scratch.read("app/a.py") == Self.readers)
        let again = try redline(scratch, "baseline", "write")
        #expect(again.output == "" && again.errors.contains("nothing to add"))
    }

    /// A decision about the same finding wins, and what was decided stays out of the baseline.
    @Test func decisionsWin() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let ids = try redline(scratch, "decisions", "check").output.split(separator: "\n").map { String($0.prefix(16)) }
        try redline(scratch, "decide", ids[0], "reject")
        try redline(scratch, "baseline", "write")
        #expect(!lines(scratch).contains { $0.contains(ids[0]) } && lines(scratch).contains { $0.contains(ids[1]) })
        try redline(scratch, "decide", ids[1], "accept")
        let preview = try redline(scratch, "preview")
        #expect(preview.output.contains("with open(path) as g") && !preview.output.contains("with open(path) as f"))
    }

    @Test func entriesGoAlongWithTheirCode() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try redline(scratch, "baseline", "write")
        try scratch.git("mv", "app/a.py", "app/b.py")
        try scratch.write("app/b.py", "import os\n\n\n" + Self.readers)
        #expect(try redline(scratch, "preview", "--strict-baseline").status == 0)
        let shown = try redline(scratch, "baseline", "show").output
        #expect(shown.contains("app/b.py:5:5: context-managed-files: ") && shown.contains("(was in app/a.py)"))
        #expect(try redline(scratch, "baseline", "prune").output.contains("moved app/a.py to app/b.py"))
        #expect(!scratch.read(".redline/baseline.jsonl").contains("app/a.py"))
        #expect(try redline(scratch, "preview").status == 0)
    }

    @Test func unusedEntriesAreNotedAndPruned() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try redline(scratch, "baseline", "write")
        let count = lines(scratch).count
        try scratch.write("app/a.py", Self.readers.replacing("g = open(path)", with: "g = open(path, \"rb\")"))
        let preview = try redline(scratch, "preview", "--format", "text")
        #expect(preview.status == 1 && preview.output.hasPrefix("app/a.py:8:5"))
        #expect(preview.errors.contains("note: 1 entry of the baseline is unused"))
        let strict = try redline(scratch, "preview", "--strict-baseline")
        #expect(strict.status == 2)
        #expect(
            strict.errors.contains("error: app/a.py: unused entry of the baseline: context-managed-files in second"))
        #expect(try redline(scratch, "baseline", "show").output.contains("in second: unused"))
        // Other codemods and other files say nothing about it, nor does a file that cannot be parsed.
        #expect(try redline(scratch, "preview", "--strict-baseline", "--only", "fallback-indentation").status == 0)
        try scratch.write("app/c.py", "x = 1\n")
        #expect(try redline(scratch, "preview", "--strict-baseline", "app/c.py").status == 0)
        let text = scratch.read("app/a.py")
        try scratch.write("app/a.py", text + "def broken(:\n")
        try redline(scratch, "baseline", "prune")
        #expect(lines(scratch).count == count)
        try scratch.write("app/a.py", text)
        #expect(try redline(scratch, "baseline", "prune").output.contains("removed app/a.py, context-managed-files"))
        #expect(lines(scratch).count == count - 1)
        #expect(try redline(scratch, "preview", "--strict-baseline").status == 1)
    }

    /// Entries are added for one codemod at a time.
    @Test func oneCodemodCanBeAdded() throws {
        let scratch = try project()
        defer { scratch.remove() }
        #expect(try redline(scratch, "baseline", "write", "--only", "fallback-indentation").output == "")
        #expect(lines(scratch).isEmpty)
        try redline(scratch, "baseline", "write", "--only", "context-managed-files")
        #expect(try redline(scratch, "preview").status == 0)
    }

    @Test func brokenFilesStopTheRun() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write(".redline/baseline.jsonl", "{}\n")
        for arguments in [["preview"], ["apply", "--branch", "fix"], ["baseline", "show"], ["decisions", "check"]] {
            let outcome = try scratch.run(Scratch.redline, arguments)
            #expect(outcome.status == 2)
            #expect(outcome.errors.contains("redline: error: .redline/baseline.jsonl:1: "))
        }
        try scratch.write(".redline/baseline.jsonl", "")
        let id = try redline(scratch, "decisions", "check").output.prefix(16)
        try redline(scratch, "decide", String(id), "reject")
        try scratch.write(".redline/baseline.jsonl", scratch.read(".redline/decisions.jsonl"))
        let outcome = try redline(scratch, "preview")
        #expect(outcome.status == 2 && outcome.errors.contains("is a decision: reject"))
    }

    private static let models = """
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

        SessionLocal = sessionmaker()


        class Base(DeclarativeBase):
            pass


        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)


        def get_db():
            db = SessionLocal()
            try:
                yield db
            finally:
                db.close()

        """
    private static let api = """
        from fastapi import BackgroundTasks, Depends, FastAPI
        from sqlalchemy.orm import Session

        from db import User, get_db

        app = FastAPI()


        def work(user: User, db: Session) -> None:
            db.refresh(user)
            print(user.id)


        """

    private static func endpoint(_ name: String) -> String {
        """
        @app.post("/\(name)")
        def \(name)(tasks: BackgroundTasks, db: Session = Depends(get_db)):
            user = db.query(User).one()
            tasks.add_task(work, user, db)
            return 1

        """
    }

    /// One fix changes a function and all its calls: that of a new call is made, and changes those that are known. Once the call is
    /// rejected or known, no other call brings the fix in.
    @Test func aFixOfSeveralFindingsIsKnownIfAllAre() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("db.py", Self.models)
        let two = Self.api + [Self.endpoint("one"), Self.endpoint("two")].joined(separator: "\n\n")
        try scratch.write("api.py", two)
        try scratch.commit("Start")
        try scratch.git("checkout", "--quiet", "-b", "work")
        #expect(try redline(scratch, "preview", "--format", "text").output.split(separator: "\n").count == 2)
        try redline(scratch, "baseline", "write")
        #expect(lines(scratch).count == 2)
        #expect(try redline(scratch, "preview", "--refusals").output == "")
        try scratch.write("api.py", two + "\n\n" + Self.endpoint("three"))
        for arguments in [["--since", "main", "--no-baseline"], []] {
            let preview = try scratch.run(Scratch.redline, ["preview", "--format", "text"] + arguments)
            #expect(preview.output.contains("api.py:30:5: id-passing-background-tasks (review)"), "\(preview.output)")
        }
        try scratch.write(".redline/baseline.jsonl", "")
        try scratch.write("api.py", two)
        let id = try redline(scratch, "decisions", "check").output.prefix(16)
        try redline(scratch, "decide", String(id), "reject")
        #expect(try redline(scratch, "preview").status == 0)
    }
}
