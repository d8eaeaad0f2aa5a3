import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import Testing

@Suite struct EngineIsolationTests {
    /// Of the session that `SessionLocal()` gives.
    private func readsCommitted(_ database: String) throws -> Bool? {
        let imports = "from sqlalchemy import create_engine\nfrom sqlalchemy.orm import Session, sessionmaker\n"
        let use = "from database import *\ndb = SessionLocal()\ndb\n"
        let project = SampleProject(["database.py": imports + database + "\n", "main.py": use])
        let module = try project.module("main.py")
        let level = EngineIsolation(FrameworkModel(module: module, index: project.index))
            .level(of: try project.lastExpression(of: "main.py"), in: module)
        return level.map(EngineIsolation.readsCommitted)
    }

    @Test(arguments: [
        "engine = create_engine(URL, isolation_level='AUTOCOMMIT')\nSessionLocal = sessionmaker(engine)",
        "engine = create_engine(URL, execution_options={'isolation_level': 'SERIALIZABLE'})\nSessionLocal = sessionmaker(bind=engine)",
        "engine = create_engine(URL)\nSessionLocal = sessionmaker(engine.execution_options(isolation_level='REPEATABLE READ'))",
        "plain = create_engine(URL)\nengine = plain.execution_options(isolation_level=LEVEL)\nSessionLocal = sessionmaker(engine)",
        "OPTIONS = {'isolation_level': 'AUTOCOMMIT'}\nengine = create_engine(URL, **OPTIONS)\nSessionLocal = sessionmaker(engine)",
        "OPTIONS = {'isolation_level': 'SERIALIZABLE'}\nengine = create_engine(URL, execution_options=OPTIONS)\nSessionLocal = sessionmaker(engine)",
        "engine = create_engine(URL, connect_args={'options': '-c default_transaction_isolation=serializable'})\nSessionLocal = sessionmaker(engine)",
        "engine = create_engine(URL, isolation_level='AUTOCOMMIT').execution_options(x=1)\nSessionLocal = sessionmaker(engine)",
    ])
    func isAnother(_ database: String) throws { #expect(try readsCommitted(database) == false) }

    @Test func isTheUsualOne() throws {
        #expect(
            try readsCommitted(
                "engine = create_engine(URL, isolation_level='READ_COMMITTED')\nSessionLocal = sessionmaker(engine)")
                == true)
        let options = "{'options': '-c default_transaction_isolation=read_committed'}"
        let engine = "engine = create_engine(URL, connect_args=\(options))\nSessionLocal = sessionmaker(engine)"
        #expect(try readsCommitted(engine) == true)
        #expect(try readsCommitted("engine = create_engine(URL)\nSessionLocal = sessionmaker(engine)") == nil)
        #expect(try readsCommitted("SessionLocal = sessionmaker()") == nil)
    }
}
