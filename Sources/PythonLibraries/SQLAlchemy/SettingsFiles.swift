import FileSystem
import PythonSemantics
import SourceText

/// The files beside the code that tell which database it runs on: URLs in the settings of Alembic, of an environment or of Docker, and
/// the drivers among the requirements.
public struct SettingsFiles {
    private let index: ProjectIndex

    private struct Facts: Sendable {
        /// By folder: nil if its files name no database.
        let dialects = FactTable<Path, Set<String>?>()
    }

    private static let withURLs = [
        "alembic.ini", ".env.example", ".env.sample", "docker-compose.yml", "docker-compose.yaml",
        "compose.yml", "compose.yaml",
    ]
    private static let withDrivers = ["requirements.txt", "pyproject.toml", "Pipfile"]
    /// The names of all of them.
    public static let names = withURLs + withDrivers

    init(_ index: ProjectIndex) { self.index = index }

    /// The databases of a file, as the nearest folder around it names them: `sqlite`, `mysql`. Empty if none does.
    func dialects(near path: Path) -> Set<String> {
        for folder in path.folder.foldersUpwards {
            if let named = index.fact({ Facts() }).dialects.fact(of: folder, { dialects(in: folder) }) { return named }
        }
        return []
    }

    private func dialects(in folder: Path) -> Set<String>? {
        let schemes = Self.withURLs.compactMap { text(folder, $0) }.flatMap(Self.schemes).filter(Self.known.contains)
        if !schemes.isEmpty { return Set(schemes) }
        // Tests often run on SQLite, and its driver says no more than that.
        let drivers = Self.withDrivers.compactMap { text(folder, $0) }.flatMap(Self.words)
        let isMySQL = drivers.contains(where: Self.driversOfMySQL.contains)
        let isOther = drivers.contains(where: Self.driversOfOthers.contains)
        return isMySQL || isOther ? (isOther ? [] : ["mysql"]) : nil
    }

    private func text(_ folder: Path, _ name: String) -> String? {
        index.text(at: folder.appending(name.utf8))
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
