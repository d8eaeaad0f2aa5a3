import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import Testing

@Suite struct EngineDialectTests {
    /// The last expression statement of `main.py` is the session.
    private func dialects(
        _ database: String, _ main: String, _ others: [Path: String] = [:]
    ) throws -> Set<String> {
        let imports = """
            import os
            from sqlalchemy import create_engine
            from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine
            from sqlalchemy.orm import Session, scoped_session, sessionmaker

            """
        let use = "from fastapi import Depends\nfrom sqlalchemy.orm import Session\nfrom database import *\n"
        let files: [Path: String] = ["database.py": imports + database + "\n", "main.py": use + main + "\n"]
        let project = SampleProject(files.merging(others) { $1 })
        let module = try project.module("main.py")
        let model = FrameworkModel(module: module, index: project.index)
        return EngineDialect(model).dialects(of: try project.lastExpression(of: "main.py"), in: module)
    }

    private static let opened = "with SessionLocal() as db:\n    db"
    private static let made = "SessionLocal = sessionmaker(bind=engine)"

    @Test(arguments: [
        ("engine = create_engine('sqlite:///a.db')\n" + made, opened, "sqlite"),
        ("URL = 'mysql+pymysql://u@h/d'\nengine = create_engine(URL)\n" + made, opened, "mysql"),
        ("engine = create_engine(f'postgresql://{HOST}/d')\n" + made, "db = SessionLocal()\ndb", "postgresql"),
        (
            "engine = create_async_engine('sqlite+aiosqlite://')\nSessionLocal = async_sessionmaker(engine)", opened,
            "sqlite"
        ),
        (
            "engine = create_engine('sqlite://')\n\ndef get_db():\n    with Session(engine) as db:\n        yield db",
            "def f(db: Session = Depends(get_db)):\n    db", "sqlite"
        ),
        ("engine = create_engine('sqlite://')\nSessionLocal = scoped_session(sessionmaker(engine))", opened, "sqlite"),
        (
            "from sqlalchemy import create_engine as make\nengine = make('sqlite://')\n\(made)", opened, "sqlite"
        ),
        (
            "engine = create_engine('sqlite://')\n\(made)\n\ndef get_db():\n    db = SessionLocal()\n    yield db",
            "db = next(get_db())\ndb", "sqlite"
        ),
        ("engine = create_engine(os.environ.get('URL', 'sqlite://'))\n" + made, opened, "sqlite"),
        (
            "class Settings:\n    URL: str = 'mysql://h/d'\nsettings = Settings()\nengine = create_engine(settings.URL)\n"
                + made, opened, "mysql"
        ),
        ("DEFAULT = 'sqlite://'\nengine = create_engine(os.getenv('URL') or DEFAULT)\n" + made, opened, "sqlite"),
        ("engine = create_engine('sqlite://')\n" + made, "def f(db: Session):\n    db", "sqlite"),
        (
            "def make():\n    made = create_engine('sqlite://')\n    return made\n\nengine = make()\n" + made, opened,
            "sqlite"
        ),
        (
            "engine = create_engine('mysql://h/d')\n\ndef again():\n    global engine\n    engine = None\n\n" + made,
            opened, "mysql"
        ),
        ("app.config['SQLALCHEMY_DATABASE_URI'] = 'sqlite:///a.db'", "db.session", "sqlite"),
        ("class Config:\n    SQLALCHEMY_DATABASE_URI = os.getenv('URL', 'mysql://h/d')", "db.session", "mysql"),
        ("app.config.from_mapping(SQLALCHEMY_DATABASE_URI='sqlite://')", "db.session", "sqlite"),
        ("defaults = {'SQLALCHEMY_DATABASE_URI': 'sqlite://'}", "db.session", "sqlite"),
        (
            "def make(url):\n    return create_engine(url)\n\nengine = make(f'mysql+pymysql://{HOST}/d')\n" + made,
            opened,
            "mysql"
        ),
        (
            "URLS = {'one': 'mysql://h/d'}\nengine = create_engine(URLS[KIND])\n" + made, "def f(db: Session):\n    db",
            "mysql"
        ),
        (
            "class Settings:\n    URL: str = 'sqlite:///a.db'\ndef get():\n    return Settings()\n"
                + "engine = create_engine(get().URL)\n" + made, opened, "sqlite"
        ),
        ("OTHER = 'mysql://h/d'\nengine = create_engine('sqlite://')\n" + made, opened, "sqlite"),
    ])
    func isRead(_ database: String, _ main: String, _ expected: String) throws {
        #expect(try dialects(database, main) == [expected])
    }

    private static let fromEnvironment = "engine = create_engine(os.environ['URL'])\n" + made

    @Test(arguments: [
        ("alembic.ini", "[alembic]\nsqlalchemy.url = mysql+pymysql://u:p@h/d\n"),
        (".env.example", "URL=mysql://h/d\n"), ("compose.yml", "    URL: \"mysql+aiomysql://db/d\"\n"),
        ("requirements.txt", "fastapi\nPyMySQL==1.1.3\n"), ("requirements.txt", "mysql-connector-python\n"),
        ("pyproject.toml", "dependencies = [\"aiomysql>=0.2\"]\n"),
    ])
    func filesBesideTheCode(_ name: Path, _ text: String) throws {
        #expect(try dialects(Self.fromEnvironment, Self.opened, [name: text]) == ["mysql"])
        // The code itself says something else.
        #expect(
            try dialects("engine = create_engine('sqlite://')\n" + Self.made, Self.opened, [name: text]) == ["sqlite"])
    }

    @Test(arguments: [
        ("alembic.ini", "sqlalchemy.url = driver://user:pass@localhost/dbname\n"),
        ("requirements.txt", "aiosqlite\n"),
        ("requirements.txt", "pymysql\npsycopg2-binary\n"), ("requirements.txt", "# pymysql\nfastapi\n"),
        ("elsewhere/requirements.txt", "pymysql\n"),
    ])
    func filesThatDoNotTell(_ name: Path, _ text: String) throws {
        #expect(try dialects(Self.fromEnvironment, Self.opened, [name: text]).isEmpty)
    }

    @Test(arguments: [
        ("engine = create_engine(os.environ['URL'])\n" + made, opened),
        ("NAME = 'mysql'\nNOTE = 'mysql: a database'", "def f(db: Session):\n    db"),
        ("SessionLocal = sessionmaker()", opened), ("", "def f(db: Session):\n    db"), ("", "unknown"),
        ("engine = create_engine(f'{DRIVER}://h')\n" + made, opened),
        ("def get_db():\n    yield from get_db()", "db = next(get_db())\ndb"),
    ])
    func isNotGuessed(_ database: String, _ main: String) throws {
        #expect(try dialects(database, main).isEmpty)
    }
}
