import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

@Suite struct SessionWorkTests {
    private static let module = """
        from elsewhere import enrich
        from sqlalchemy import Column, Integer, String, event, func, select, text, update
        from sqlalchemy.orm import Session, declarative_base
        Base = declarative_base()
        class User(Base):
            id = Column(Integer, primary_key=True)
            name = Column(String)
            def rename(self, name):
                self.name = name
        def reads(db: Session, user: User):
            print(user.name.upper(), len(db.query(User).all()))
            db.execute(select(User).where(User.id == user.id)).scalars().all()
            db.execute(text("SELECT 1"))
            return {"name": user.name}
        def adds(db: Session):
            db.add(User())
        def adds_and_commits(db: Session):
            db.add(User())
            db.commit()
        def commits_perhaps(db: Session, user: User):
            if user.name:
                user.name = ""
                db.commit()
        def commits_on_one_way(db: Session, user: User, now: bool):
            user.name = ""
            if now:
                db.commit()
        def rolls_back(db: Session):
            try:
                db.add(User())
                db.commit()
            except ValueError:
                db.rollback()
        def calls(db: Session):
            adds(db)
        def calls_and_commits(db: Session):
            adds(db)
            db.commit()
        def renames(user: User):
            user.rename("x")
        def sets(user: User, name: str):
            setattr(user, name, 1)
        def updates(db: Session):
            db.query(User).filter(User.id == 1).update({"name": "x"})
        def executes(db: Session):
            statement = update(User).values(name="x")
            db.execute(statement)
        def enriches(user: User):
            enrich(user)
        def inner(user: User):
            def change():
                user.name = "x"
            change()
        def recursive(db: Session):
            recursive(db)
        def expunges(db: Session, user: User):
            db.expunge(user)
        def prepares(db: Session, tenant: str):
            db.info["tenant"] = tenant
        def listens(db: Session):
            event.listen(db, "after_commit", print)
        def begins(db: Session):
            with db.begin():
                pass
        def locks(db: Session):
            return db.query(User).with_for_update().one()
        def locks_by_option(db: Session):
            return db.get(User, 1, with_for_update=True)
        def locks_by_name(db: Session):
            statement = select(User).with_for_update()
            db.execute(statement)
        def locks_again(db: Session, user: User):
            db.refresh(user, with_for_update=True)
        def locks_by_function(db: Session):
            db.execute(select(func.pg_advisory_xact_lock(1)))
        def locks_by_text(db: Session):
            db.execute(text("SELECT id FROM users FOR UPDATE"))
        def calls_locking(db: Session):
            locks(db)
        def locks_and_commits(db: Session):
            locks(db)
            db.commit()
        def rolls_back_and_raises(db: Session):
            try:
                db.commit()
            except ValueError:
                db.rollback()
                raise
        def expires(db: Session):
            db.expire_all()
        def asks_elsewhere(db: Session, archive):
            return db.get(User, 1, bind_arguments={"bind": archive})
        def asks_another_schema(db: Session):
            query = select(User).execution_options(schema_translate_map={None: "other"})
            return db.scalars(query).all()
        def locks_the_connection(db: Session):
            db.execute(select(func.pg_advisory_lock(1)))
        def makes_a_table(db: Session):
            db.execute(text("CREATE TEMPORARY TABLE chosen (id int)"))
        def may_lock(db: Session):
            db.execute(text("SELECT refresh_totals()"))
        def ranks(users: list[User]):
            return sorted(users, key=renames)
        def counts(users: list[User]):
            found = []
            for user in users:
                found.append(user)
            return found
        async def waits(db: Session):
            adds(db)
        def forgets(db: Session):
            waits(db)
        @traced
        def traced_one(db: Session): ...
        def calls_traced(db: Session):
            traced_one(db)
        """

    @Test(arguments: [
        ("reads", "nothing"),
        ("adds", "adds; leaves adds"),
        ("adds_and_commits", "adds, commits; commits db"),
        ("commits_perhaps", "changes, commits"),
        ("commits_on_one_way", "changes, commits; leaves changes"),
        ("rolls_back", "adds, commits, rolls back; commits db; expires"),
        ("rolls_back_and_raises", "commits, rolls back; commits db"),
        ("expires", "nothing; expires"),
        ("asks_elsewhere", "prepares"),
        ("asks_another_schema", "prepares"),
        ("locks_the_connection", "prepares, blocks, locks; leaves blocks"),
        ("makes_a_table", "adds, deletes, prepares, locks; leaves adds, deletes"),
        ("calls", "adds; leaves adds"),
        ("calls_and_commits", "adds, commits; commits db"),
        ("renames", "changes; leaves changes"),
        ("sets", "changes; leaves changes"),
        ("updates", "adds; leaves adds"),
        ("executes", "adds; leaves adds"),
        ("enriches", "unknown; leaves unknown"),
        ("inner", "changes; leaves changes"),
        ("recursive", "unknown; leaves unknown"),
        ("expunges", "detaches"),
        ("prepares", "prepares"),
        ("listens", "prepares"),
        ("begins", "begins"),
        ("locks", "blocks, locks; leaves blocks"),
        ("locks_by_option", "blocks, locks; leaves blocks"),
        ("locks_by_name", "blocks, locks; leaves blocks"),
        ("locks_again", "blocks, locks; leaves blocks"),
        ("locks_by_function", "blocks, locks; leaves blocks"),
        ("locks_by_text", "blocks, locks; leaves blocks"),
        ("calls_locking", "blocks, locks; leaves blocks"),
        ("locks_and_commits", "commits, blocks, locks; commits db"),
        ("may_lock", "locks"),
        ("ranks", "unknown; leaves unknown"),
        ("counts", "nothing"),
        ("forgets", "unknown; leaves unknown"),
        ("calls_traced", "unknown; leaves unknown"),
    ])
    func summary(of name: String, is expected: String) throws {
        let project = SampleProject(["app.py": Self.module])
        let module = try project.module("app.py")
        let analysis = SessionWorkAnalysis(FrameworkModel(module: module, index: project.index))
        let functions = module.tree.root.children.compactMap(FunctionDefinition.init)
        let function = try #require(functions.first { $0.name == name })
        #expect(Self.words(analysis.summary(of: function, in: module)) == expected)
    }

    private static func words(_ summary: SessionSummary) -> String {
        let work = words(summary.work)
        let leaves = summary.leaves.isEmpty ? "" : "; leaves " + words(summary.leaves)
        let expires = summary.expires ? "; expires" : ""
        return work + leaves + (summary.committed.map { "; commits \($0)" } ?? "") + expires
    }

    private static func words(_ work: SessionWork) -> String {
        let names: [(SessionWork, String)] = [
            (.adds, "adds"), (.deletes, "deletes"), (.changes, "changes"), (.commits, "commits"),
            (.rollsBack, "rolls back"), (.detaches, "detaches"), (.prepares, "prepares"), (.begins, "begins"),
            (.blocks, "blocks"), (.locks, "locks"), (.unknown, "unknown"),
        ]
        return work.isEmpty ? "nothing" : names.filter { work.contains($0.0) }.map(\.1).joined(separator: ", ")
    }
}
