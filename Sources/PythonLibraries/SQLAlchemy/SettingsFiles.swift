import FileSystem
import PythonSemantics
import SourceText

/// The files beside the code that tell which database it runs on: URLs in the settings of Alembic, of an environment or of Docker, and
/// the drivers among the requirements.
public struct SettingsFiles {
    private let index: ProjectIndex

    private struct Facts: Sendable {
        /// By folder: nil if its files name no database.
        let namesMySQL = FactTable<Path, Bool?>()
    }

    private static let withURLs = [
        "alembic.ini", ".env.example", ".env.sample", "docker-compose.yml", "docker-compose.yaml",
        "compose.yml", "compose.yaml",
    ]
    private static let withDrivers = ["requirements.txt", "pyproject.toml", "Pipfile"]
    /// The names of all of them.
    public static let names = withURLs + withDrivers

    init(_ index: ProjectIndex) { self.index = index }

    /// True if MySQL or MariaDB is the database of a file: the nearest folder around it that names one says so.
    func nameMySQL(near path: Path) -> Bool {
        for folder in path.folder.foldersUpwards {
            if let isNamed = index.fact({ Facts() }).namesMySQL.fact(of: folder, { namesMySQL(in: folder) }) {
                return isNamed
            }
        }
        return false
    }

    private func namesMySQL(in folder: Path) -> Bool? {
        let schemes = Self.withURLs.compactMap { text(folder, $0) }.flatMap(Self.schemes).filter(Self.known.contains)
        if !schemes.isEmpty { return schemes.contains { $0 == "mysql" || $0 == "mariadb" } }
        let drivers = Self.withDrivers.compactMap { text(folder, $0) }.flatMap(Self.words)
        let isMySQL = drivers.contains(where: Self.driversOfMySQL.contains)
        let isOther = drivers.contains(where: Self.driversOfOthers.contains)
        return isMySQL || isOther ? isMySQL && !isOther : nil
    }

    private func text(_ folder: Path, _ name: String) -> String? {
        index.source(at: folder.appending(name.utf8)).map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    private static let known: Set<String> = [
        "cockroachdb", "mariadb", "mssql", "mysql", "oracle", "postgres", "postgresql", "sqlite",
    ]
    private static let driversOfMySQL: Set<String> = ["aiomysql", "asyncmy", "mysql", "mysqlclient", "pymysql"]
    private static let driversOfOthers: Set<String> = [
        "asyncpg", "cx_oracle", "oracledb", "pg8000", "psycopg", "psycopg2", "pyodbc", "pymssql",
    ]

    /// `mysql` for `url = mysql+pymysql://user@host/name`, unless it is commented out.
    private static func schemes(in text: String) -> [String] {
        lines(of: text).flatMap { line in
            let words = line.split { $0 == " " || $0 == "=" || $0 == "\"" || $0 == "'" }
            return words.filter { $0.contains("://") }.map { $0.prefix { $0.isLetter }.lowercased() }
        }
    }

    /// The names of requirements, `psycopg2` of `psycopg2-binary[c]==2.9` among them.
    private static func words(of text: String) -> [String] {
        lines(of: text).flatMap { line in
            line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map { $0.lowercased() }
        }
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).filter { line in
            let start = line.first { !$0.isWhitespace }
            return start != "#" && start != ";"
        }
    }
}
