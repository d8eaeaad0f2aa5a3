import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// Checks whether each suppression comment has anything to suppress.
public struct SuppressionAudit: Sendable {
    /// A comment, or one name in its list.
    public struct Suppression: Sendable, Equatable {
        public let path: Path
        public let position: SourcePosition
        /// As in the source: `ignore-file[a, b]`.
        public let text: String
        /// The codemods named in it that find nothing there; `*` for a comment that names none.
        public let unused: [String]
    }

    public struct Result: Sendable {
        public var suppressions: [Suppression] = []
        public var notices: [Notice] = []
        public var skipped: [SkippedFile] = []
    }

    let codemods: [any Codemod]
    let settings: RunSettings

    public init(codemods: [any Codemod], settings: RunSettings) {
        self.codemods = codemods
        self.settings = settings
    }

    public func run(_ provider: any SourceProvider) -> Result {
        let paths = provider.paths
        let index = ProjectIndex(ProviderModules(provider: provider))
        let parts = Parallel.reduce(count: paths.count, threads: settings.threads, Result()) {
            look(at: paths[$1], provider, index, into: &$0)
        }
        var result = Result()
        for part in parts {
            result.suppressions += part.suppressions
            result.notices += part.notices
            result.skipped += part.skipped
        }
        result.suppressions.sort { ($0.path, $0.position) < ($1.path, $1.position) }
        result.notices = provider.notices + result.notices.sorted()
        result.skipped.sort { $0.path < $1.path }
        return result
    }

    private func look(
        at path: Path, _ provider: any SourceProvider, _ index: ProjectIndex, into result: inout Result
    ) {
        do throws(SkipReason) {
            let bytes = try provider.bytes(at: path)
            guard Suppressions.mayBe(in: bytes) else { return }
            let tree = try FileState.tree(of: bytes)
            let names = settings.names ?? CodemodNames(codemods)
            let suppressions = Suppressions(tree, names)
            result.notices += suppressions.notices(in: tree, at: path)
            guard !suppressions.entries.isEmpty else { return }
            let file = FileContext(path: path, tree: tree, settings: settings.file, project: index)
            let used = used(suppressions, in: file)
            result.suppressions += suppressions.entries.map { suppression($0, used[$0.offset] ?? [], file) }
        } catch {
            let isError = error.isUnreadable || provider.isNamed(path)
            result.skipped.append(SkippedFile(path: path, reason: error, isError: isError))
        }
    }

    /// By the comment's place: the codemods that it suppresses.
    private func used(_ suppressions: Suppressions, in file: FileContext) -> [Int: Set<String>] {
        var used: [Int: Set<String>] = [:]
        let names = settings.names ?? CodemodNames(codemods)
        let ignored = Set(settings.pathIgnores.codemods(at: file.path).map { names.current(of: $0) ?? $0 })
        for codemod in codemods where !ignored.contains(codemod.id) {
            for finding in codemod.findings(in: file) {
                guard let entry = suppressions.covering(finding, of: codemod.id, file.lines) else { continue }
                used[entry.offset, default: []].insert(codemod.id)
            }
        }
        return used
    }

    private func suppression(
        _ entry: Suppressions.Entry, _ used: Set<String>, _ file: FileContext
    ) -> Suppression {
        // A comment for a codemod that does not run now may be used in another run.
        let judged = Set(codemods.map(\.id))
        let unused =
            entry.codemods.isEmpty
            ? (used.isEmpty ? ["*"] : []) : entry.codemods.filter { judged.contains($0) && !used.contains($0) }
        let list = entry.codemods.isEmpty ? "" : "[\(entry.codemods.joined(separator: ", "))]"
        return Suppression(
            path: file.path, position: file.lines.position(of: entry.offset),
            text: (entry.scope == .file ? "ignore-file" : "ignore") + list, unused: unused)
    }
}
