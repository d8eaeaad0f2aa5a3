import Codemods
import FileSystem
import Review
import Rewriting
import Terminal

/// A small application with defects of three codemods.
struct SampleProject: SourceProvider {
    var files: [Path: String]

    var paths: [Path] { files.keys.sorted() }

    func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        guard let text = files[path] else { throw .unreadable("not there") }
        return Array(text.utf8)
    }

    static let application = SampleProject(files: [
        "app/models.py": models, "app/seeds.py": seeds, "app/export.py": export,
    ])

    var proposals: Proposals {
        Proposals(Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).prepare(self))
    }

    func session(_ columns: Int = 100, _ rows: Int = 30, decisions: DecisionsFile = DecisionsFile()) -> ReviewSession {
        ReviewSession(
            ReviewScope(proposals), decisions, title: "Sample at a2549c5, working tree", branch: "redline/a2549c5",
            size: ScreenSize(columns: columns, rows: rows))
    }

    /// One file with many fixes.
    static func many(_ count: Int) -> SampleProject {
        let functions = (0..<count).map {
            "def read\($0)(path):\n    f\($0) = open(path)\n    data = f\($0).read()\n    return data\n"
        }
        let files = stride(from: 0, to: count, by: 20).map { start in
            (Path("app/part\(start / 20).py"), functions[start..<min(start + 20, count)].joined(separator: "\n\n"))
        }
        return SampleProject(files: Dictionary(uniqueKeysWithValues: files))
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

    private static let export = """
        import json


        def read(path):
            source = open(path)
            data = json.load(source)
            return data


        def write(path, rows):
            # Größe: 漢字 and tabs\tand a long line, so that it has to be wrapped on a narrow screen, or cut off at its end
            target = open(path, "w")
            for row in rows:
                target.write(json.dumps(row, ensure_ascii=False, sort_keys=True, default=str) + "\\n")
            target.close()


        def read_again(path):
            source = open(path)
            data = json.load(source)
            return data


        def kept(path):
            return open(path)

        """
}
