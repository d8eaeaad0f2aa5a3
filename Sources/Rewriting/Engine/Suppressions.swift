import FileSystem
import PythonSyntax
import SourceText

/// What a file's comments, and the configuration for its path, keep codemods from.
struct Suppressions {
    /// A comment that suppresses.
    struct Entry {
        let scope: SuppressionComment.Scope
        /// None stands for all.
        let codemods: [String]
        let offset: Int
        let line: Int
    }

    /// A comment that suppresses nothing, because it cannot be understood.
    struct Malformed {
        let offset: Int
        let why: String
    }

    private(set) var entries: [Entry] = []
    private(set) var malformed: [Malformed] = []
    /// Codemods that the configuration keeps from the file.
    private let ignored: Set<String>
    private var byLine: [Int: [Entry]] = [:]

    /// What a file must contain to have such comments.
    static let prefilter = Prefilter([mark])
    private static let search = NeedleSearch([mark])
    private static let mark: Needle = "redline:"

    init(_ tree: SyntaxTree, ignoring ignored: Set<String> = []) {
        self.ignored = ignored
        guard Self.mayBe(in: tree.source.bytes) else { return }
        let table = LineTable(tree.source)
        for range in tree.comments {
            for comment in SuppressionComment.all(in: tree.source.bytes[range]) {
                let offset = range.lowerBound + comment.offset
                switch comment.meaning {
                case .malformed(let why): malformed.append(Malformed(offset: offset, why: why))
                case .ignore(let scope, let codemods):
                    let line = table.lineIndex(of: range.lowerBound)
                    entries.append(Entry(scope: scope, codemods: codemods, offset: offset, line: line))
                }
            }
        }
        byLine = Dictionary(grouping: entries.filter { $0.scope == .line }, by: \.line)
    }

    /// False for nearly every file: nothing is made of those.
    static func mayBe(in bytes: [UInt8]) -> Bool { search.containsAny(bytes, in: bytes.indices) }

    /// Malformed comments, and names in the others that no codemod has.
    func notices(in tree: SyntaxTree, at path: Path, known: Set<String>) -> [Notice] {
        guard !malformed.isEmpty || !entries.isEmpty else { return [] }
        let lines = LineTable(tree.source)
        let broken = malformed.map {
            Notice(
                .error, "malformed '# redline: ignore': \($0.why); it suppresses nothing", path: path,
                position: lines.position(of: $0.offset))
        }
        let unknown = entries.flatMap { entry in
            entry.codemods.filter { !known.contains($0) }.map {
                Notice(
                    .warning, "there is no codemod '\($0)' to ignore", path: path,
                    position: lines.position(of: entry.offset))
            }
        }
        return broken + unknown
    }

    /// True if a comment keeps every codemod from the whole file.
    var ignoresFile: Bool { entries.contains { $0.scope == .file && $0.codemods.isEmpty } }

    /// What a codemod finds in a file, but for what is suppressed.
    func remaining(_ codemod: any Codemod, in file: FileContext) -> [Finding] {
        let found = codemod.findings(in: file)
        if found.isEmpty || ignored.contains(codemod.id) { return [] }
        return entries.isEmpty ? found : found.filter { covering($0, of: codemod.id, file.lines) == nil }
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
