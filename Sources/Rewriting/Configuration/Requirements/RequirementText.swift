import FoundationEssentials
import TOMLKit

/// What the text of one file requires of a package.
struct RequirementText {
    /// In lower case, with hyphens.
    let package: String

    init(_ package: String) { self.package = Self.normalized(package) }

    /// By the file's name; empty if it does not name the package.
    func ranges(in text: String, of name: String) -> [VersionRange] {
        switch name {
        case "pyproject.toml": inProject(text)
        case "Pipfile": table(text).map { inTable($0["packages"]?.table) } ?? []
        case "Pipfile.lock": inPipfileLock(text)
        case _ where name.hasSuffix(".lock"): inLock(text)
        default: Self.lines(of: text).compactMap(range)
        }
    }

    /// The files that a list of requirements includes: `-r base.txt`.
    static func included(by text: String) -> [String] {
        lines(of: text).compactMap { line in
            line.firstMatch(of: /^(?:-r|--requirement)[\s=]*(\S+)/).map { String($0.1) }
        }
    }

    /// `FastAPI[all]==0.121.3 ; python_version > "3.8"  # web`
    private func range(of line: Substring) -> VersionRange? {
        guard
            let match = line.wholeMatch(
                of: /([A-Za-z0-9][-\w.]*)\s*(?:\[[^\]]*\])?\s*([^;#]*?)(?:\s--.*|\s*[;#].*|\s*\\)?/),
            Self.normalized(match.1) == package
        else { return nil }
        return VersionRange(match.2)
    }

    private static func lines(of text: String) -> [Substring] {
        text.split(whereSeparator: \.isNewline).map { line in
            line.drop(while: \.isWhitespace)
        }
    }

    private static func normalized(_ name: some StringProtocol) -> String {
        name.lowercased().split { "-_.".contains($0) }.joined(separator: "-")
    }

    // MARK: TOML and JSON

    /// Nil for what is not TOML.
    private func table(_ text: String) -> TOMLTable? { try? TOMLDocument.table(text) }

    private func inProject(_ text: String) -> [VersionRange] {
        guard let document = table(text) else { return [] }
        let project = document["project"]?.table
        let extras = [project?["optional-dependencies"]?.table, document["dependency-groups"]?.table].compactMap(\.self)
        let lists = [project?["dependencies"]?.array] + extras.flatMap { table in table.keys.map { table[$0]?.array } }
        let own = lists.compactMap(\.self).flatMap { $0.compactMap(\.string) }.compactMap { range(of: $0[...]) }
        let poetry = document["tool"]?.table?["poetry"]?.table
        return own + inTable(poetry?["dependencies"]?.table)
    }

    /// `fastapi = "^0.109"`, `fastapi = {version = "^0.109", extras = ["all"]}`, or a list of such tables.
    private func inTable(_ table: TOMLTable?) -> [VersionRange] {
        guard let table, let key = table.keys.first(where: { Self.normalized($0) == package }) else { return [] }
        if let list = table[key]?.array { return list.map { Self.range($0.string ?? $0.table?["version"]?.string) } }
        return [Self.range(table[key]?.string ?? table[key]?.table?["version"]?.string)]
    }

    /// A path or a repository names no version.
    private static func range(_ specifier: String?) -> VersionRange { specifier.map { VersionRange($0) } ?? .any }

    /// `poetry.lock`, `uv.lock`, `pdm.lock`
    private func inLock(_ text: String) -> [VersionRange] {
        let packages = table(text)?["package"]?.array?.compactMap(\.table) ?? []
        return packages.filter { $0["name"]?.string.map(Self.normalized) == package }.map { found in
            found["version"]?.string.flatMap { PackageVersion($0) }.map(VersionRange.only) ?? .any
        }
    }

    private struct PipfileLock: Decodable {
        struct Package: Decodable { let version: String? }

        let `default`: [String: Package]
    }

    private func inPipfileLock(_ text: String) -> [VersionRange] {
        let lock = try? JSONDecoder().decode(PipfileLock.self, from: Data(text.utf8))
        let found = lock?.default.filter { Self.normalized($0.key) == package }.values
        return found?.map { Self.range($0.version) } ?? []
    }
}
