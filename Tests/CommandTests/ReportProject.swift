import Foundation
import TestSupport

/// A project whose code and file names try to break every format.
struct ReportProject {
    let scratch: Scratch

    init() throws {
        scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/models.py", Self.models)
        try scratch.write("app/seeds.py", Self.seeds)
        try scratch.write("app/files.py", Self.files)
        try scratch.write("app/more files #1: 100%.py", CommandTests.leak.replacing("\n", with: "\r\n"))
        try scratch.write("app/<img src=x onerror=alert(1)>.py", Self.hostile)
        try scratch.write("app/@ada `x` | [a](b), ::error.py", "\u{FEFF}" + CommandTests.leak)
        try scratch.write("app/known.py", "def known(p):\n    k = open(p)\n    return k.read()\n")
        try scratch.write("app/broken.py", "def (:\n    open('x')\n")
        try scratch.run(
            "/bin/sh",
            ["-c", "printf 'def f(p):\\n    g = open(p)\\n    print(g.read())\\n' > app/caf$(printf '\\351').py"])
        try scratch.git("remote", "add", "origin", "https://ada:secret@example.com/team/my%20project.git?token=1")
        try scratch.commit("Start")
    }

    func redline(_ arguments: String...) throws -> Scratch.Outcome { try scratch.run(Scratch.redline, arguments) }

    /// Writes a report to a file of that name beside the project's files.
    @discardableResult
    func report(_ format: String, _ options: [String] = []) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, ["preview", "-q", "--format", format, "-o", "out.\(format)"] + options)
    }

    /// Runs a program of `Tests/Reports`.
    func read(_ reader: String, _ arguments: String...) throws -> Scratch.Outcome {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("Reports").path
        return try scratch.run(Scratch.python, ["\(folder)/\(reader).py"] + arguments)
    }

    /// Findings of the report in JSON.
    func findings(_ key: String = "findings") throws -> [[String: Any]] {
        let report = try JSONSerialization.jsonObject(with: Data(scratch.read("out.json").utf8)) as? [String: Any]
        return report?[key] as? [[String: Any]] ?? []
    }

    private static let models = """
        from sqlalchemy import Column, Integer, String, create_engine
        from sqlalchemy.orm import declarative_base, sessionmaker

        SessionLocal = sessionmaker(create_engine("postgresql:///sample"))
        Base = declarative_base()


        class Role(Base):
            __tablename__ = "roles"
            id = Column(Integer, primary_key=True)
            name = Column(String, unique=True, nullable=False)


        class Team(Base):
            __tablename__ = "teams"
            id = Column(Integer, primary_key=True)
            slug = Column(String, unique=True, nullable=False)
            label = Column(String)

        """

    /// Two fixes share an import; one place is refused.
    private static let seeds = """
        from sqlalchemy.orm import Session

        from app.models import Role, Team


        def ensure_role(db: Session, name: str):
            role = db.query(Role).filter(Role.name == name).first()
            if role is None:
                role = Role(name=name)
                db.add(role)
                db.commit()
            return role


        def ensure_team(db: Session, slug: str):
            team = db.query(Team).filter(Team.slug == slug).first()
            if team is None:
                team = Team(slug=slug)
                db.add(team)
                db.commit()
            return team


        def ensure_label(db: Session, label: str):
            team = db.query(Team).filter(Team.label == label).first()
            if team is None:
                db.add(Team(slug=label, label=label))
                db.commit()

        """

    /// Nested fixes, characters outside of the basic plane before a finding, a comment that suppresses, no line end at the end.
    private static let files = """
        import json


        def copy(one, other):
            source = open(one)
            target = open(other, "w")
            target.write(source.read())
            target.close()
            source.close()


        class Reports:
            def read(self, path):
                "𝒳 and 漢字"; f = open(path)
                return json.load(f)

            def ignored(self, path):
                h = open(path)  # redline: ignore[context-managed-files] closed by `finalizer` {1} [a](b)
                return h.read()


        def kept(path):
            return open(path)


        def last(path):
            f = open(path)
            print(f.read())
        """

    private static let hostile = """
        def f(x):
            h = open(x["](javascript:1) {0} <b>@ada #1 `c` | \u{202E}"])
            print(h.read())


        def g(x):
            open(x + "](b){0}<b>@ada #1`c`|*__a__*\u{202E}%,::").read()
            # ``` five `````
            return 1

        """
}
