import FileSystem
import PythonSyntax
import SourceText

/// The suppressions for one file, from its comments and from the configuration for its path.
struct Suppressions {
    /// A comment that suppresses.
    struct Entry {
        let scope: SuppressionComment.Scope
        /// By their current names; an empty list means all.
        let codemods: [String]
        /// The names as written.
        let written: [String]
        let offset: Int
        let line: Int
        /// The offset at which its comment ends, reason included.
        let end: Int
    }

    /// A comment that suppresses nothing because it cannot be understood.
    struct Malformed {
        let offset: Int
        let why: String
    }

    private(set) var entries: [Entry] = []
    private(set) var malformed: [Malformed] = []
    /// Codemods that the configuration disables for the file.
    private let ignored: Set<String>
    private let names: CodemodNames
    private var byLine: [Int: [Entry]] = [:]

    /// The strings that a file with such comments must contain.
    static let prefilter = Prefilter([mark])
    private static let search = NeedleSearch([mark])
    private static let mark: Needle = "redline:"

    /// `ignored` are the codemods that the configuration disables for the file.
    init(_ tree: SyntaxTree, _ names: CodemodNames, ignoring ignored: Set<String> = []) {
        self.names = names
        self.ignored = Set(ignored.map { names.current(of: $0) ?? $0 })
        guard Self.mayBe(in: tree.source.bytes) else { return }
        let table = LineTable(tree.source)
        for range in tree.comments {
            for comment in SuppressionComment.all(in: tree.source.bytes[range]) {
                let offset = range.lowerBound + comment.offset
                switch comment.meaning {
                case .malformed(let why): malformed.append(Malformed(offset: offset, why: why))
                case .ignore(let scope, let written):
                    entries.append(
                        Entry(
                            scope: scope, codemods: written.map { names.current(of: $0) ?? $0 }, written: written,
                            offset: offset, line: table.lineIndex(of: range.lowerBound),
                            end: range.upperBound))
                }
            }
        }
        byLine = Dictionary(grouping: entries.filter { $0.scope == .line }, by: \.line)
    }

    /// False for nearly every file, which then costs nothing more.
    static func mayBe(in bytes: [UInt8]) -> Bool { search.containsAny(bytes, in: bytes.indices) }

    /// About malformed comments, and about names in others that are unknown or former ones.
    func notices(in tree: SyntaxTree, at path: Path) -> [Notice] {
        guard !malformed.isEmpty || !entries.isEmpty else { return [] }
        let lines = LineTable(tree.source)
        let broken = malformed.map {
            Notice(
                .error, "malformed '# redline: ignore': \($0.why); it suppresses nothing", path: path,
                position: lines.position(of: $0.offset))
        }
        let odd = entries.flatMap { entry in
            entry.written.compactMap(complaint).map {
                Notice(.warning, $0, path: path, position: lines.position(of: entry.offset))
            }
        }
        return broken + odd
    }

    private func complaint(about name: String) -> String? {
        guard let current = names.current(of: name) else { return "there is no codemod '\(name)' to ignore" }
        return current == name ? nil : "the codemod '\(name)' is now called '\(current)'"
    }

    /// True if a comment disables every codemod for the whole file.
    var ignoresFile: Bool { entries.contains { $0.scope == .file && $0.codemods.isEmpty } }

    /// A codemod's findings in a file, without the suppressed ones.
    func remaining(_ codemod: any Codemod, in file: FileContext) -> [Finding] {
        sorted(codemod, in: file).remaining
    }

    /// A codemod's findings in a file: those that remain, and those that a comment suppresses. What the configuration disables is
    /// in neither.
    func sorted(
        _ codemod: any Codemod, in file: FileContext
    ) -> (remaining: [Finding], suppressed: [(finding: Finding, comment: Entry)]) {
        let found = codemod.findings(in: file)
        if found.isEmpty || ignored.contains(codemod.id) { return ([], []) }
        if entries.isEmpty { return (found, []) }
        let suppressed = found.compactMap { finding in
            covering(finding, of: codemod.id, file.lines).map { (finding: finding, comment: $0) }
        }
        let places = Set(suppressed.map(\.finding.place))
        return (found.filter { !places.contains($0.place) }, suppressed)
    }

    /// The comment that suppresses a finding.
    func covering(_ finding: Finding, of codemod: String, _ table: LineTable) -> Entry? {
        func names(_ entry: Entry) -> Bool { entry.codemods.isEmpty || entry.codemods.contains(codemod) }
        if let entry = entries.first(where: { $0.scope == .file && names($0) }) { return entry }
        guard !byLine.isEmpty else { return nil }
        let first = table.lineIndex(of: finding.place.lowerBound)
        let last = table.lineIndex(of: max(finding.place.lowerBound, finding.place.upperBound - 1))
        for line in first...last {
            if let entry = byLine[line]?.first(where: names) { return entry }
        }
        return nil
    }
}
