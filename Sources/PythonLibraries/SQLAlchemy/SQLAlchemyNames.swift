/// Full names of the exports of SQLAlchemy, SQLModel and Flask-SQLAlchemy, with the modules they may be imported
/// from.
enum SQLAlchemyNames {
    static let syncSessions: Set<String> = [
        "sqlalchemy.orm.Session", "sqlalchemy.orm.session.Session", "sqlmodel.Session", "sqlmodel.orm.session.Session",
    ]
    static let asyncSessions: Set<String> = [
        "sqlalchemy.ext.asyncio.AsyncSession", "sqlalchemy.ext.asyncio.session.AsyncSession",
        "sqlmodel.ext.asyncio.session.AsyncSession",
    ]
    static let scopedSessions: Set<String> = [
        "sqlalchemy.orm.scoped_session", "sqlalchemy.orm.scoping.scoped_session",
        "sqlalchemy.ext.asyncio.async_scoped_session",
    ]
    static let sessionMakers: Set<String> = ["sqlalchemy.orm.sessionmaker", "sqlalchemy.orm.session.sessionmaker"]
    static let asyncSessionMakers: Set<String> = [
        "sqlalchemy.ext.asyncio.async_sessionmaker", "sqlalchemy.ext.asyncio.session.async_sessionmaker",
    ]
    /// Constructors of sessions and of factories of them.
    static let makersOfSessions = syncSessions.union(asyncSessions).union(sessionMakers).union(asyncSessionMakers)
    static let selects: Set<String> = [
        "sqlalchemy.select", "sqlmodel.select", "sqlalchemy.future.select", "sqlalchemy.sql.select",
        "sqlalchemy.sql.expression.select", "sqlmodel.sql.expression.select",
    ]
    static let engineMakers: Set<String> = [
        "sqlalchemy.create_engine", "sqlalchemy.engine.create_engine", "sqlalchemy.engine.create.create_engine",
        "sqlalchemy.future.create_engine", "sqlalchemy.ext.asyncio.create_async_engine",
        "sqlalchemy.ext.asyncio.engine.create_async_engine", "sqlmodel.create_engine",
    ]
    static let engines: Set<String> = [
        "sqlalchemy.Engine", "sqlalchemy.engine.Engine", "sqlalchemy.engine.base.Engine", "sqlalchemy.future.Engine",
        "sqlalchemy.ext.asyncio.AsyncEngine", "sqlalchemy.ext.asyncio.engine.AsyncEngine",
    ]
    static let declarativeBases: Set<String> = [
        "sqlalchemy.orm.declarative_base", "sqlalchemy.ext.declarative.declarative_base",
        "sqlalchemy.ext.declarative.api.declarative_base", "sqlalchemy.orm.decl_api.declarative_base",
    ]
    static let declarativeBaseClasses: Set<String> = [
        "sqlalchemy.orm.DeclarativeBase", "sqlalchemy.orm.DeclarativeBaseNoMeta",
        "sqlalchemy.orm.decl_api.DeclarativeBase",
    ]
    /// Bases that add no columns and map nothing themselves.
    static let harmlessBases: Set<String> = [
        "sqlalchemy.orm.MappedAsDataclass", "sqlalchemy.ext.asyncio.AsyncAttrs",
        "sqlalchemy.ext.asyncio.session.AsyncAttrs",
        "builtins.object", "typing.Generic", "abc.ABC", "enum.Enum", "builtins.str",
    ]
    static let sqlModels: Set<String> = ["sqlmodel.SQLModel", "sqlmodel.main.SQLModel"]
    static let flaskExtensions: Set<String> = ["flask_sqlalchemy.SQLAlchemy", "flask_sqlalchemy.extension.SQLAlchemy"]

    static let columns: Set<String> = [
        "sqlalchemy.Column", "sqlalchemy.schema.Column", "sqlalchemy.sql.schema.Column", "sqlalchemy.orm.mapped_column",
        "sqlmodel.Column",
    ]
    static let fields: Set<String> = ["sqlmodel.Field", "sqlmodel.main.Field"]
    static let relationships: Set<String> = [
        "sqlalchemy.orm.relationship", "sqlalchemy.orm.relation", "sqlmodel.Relationship", "sqlalchemy.orm.backref",
    ]

    /// The last word of a name below a Flask-SQLAlchemy object: `Column` in `app.db.Column`.
    static func flaskMember(_ name: String) -> String? {
        for owner in flaskExtensions where name.hasPrefix(owner + "().") {
            return String(name.dropFirst(owner.count + 3))
        }
        return nil
    }

    static func isColumn(_ name: String) -> Bool {
        columns.contains(name) || flaskMember(name) == "Column" || flaskMember(name) == "mapped_column"
    }

    static func isUniqueConstraint(_ name: String) -> Bool {
        name.hasPrefix("sqlalchemy.") && name.hasSuffix(".UniqueConstraint") || name == "sqlmodel.UniqueConstraint"
            || flaskMember(name) == "UniqueConstraint"
    }

    static func isIndex(_ name: String) -> Bool {
        name.hasPrefix("sqlalchemy.") && name.hasSuffix(".Index") || name == "sqlmodel.Index"
            || flaskMember(name) == "Index"
    }

    static func isPrimaryKeyConstraint(_ name: String) -> Bool {
        name.hasPrefix("sqlalchemy.") && name.hasSuffix(".PrimaryKeyConstraint")
    }

    /// True for the full name of `select`, however it is imported.
    static func isSelect(_ name: String) -> Bool { selects.contains(name) || flaskMember(name) == "select" }
}
