import FileSystem
import Rewriting

/// What a run skips unless it is named: installed packages, caches and the like, and whatever `exclude` and
/// `extend-exclude` match.
public struct Exclusions: Sendable {
    private let patterns: [PathPattern]
    private let hasDefaults: Bool
    /// The folder that patterns are relative to, itself relative to the root of the run.
    private let base: Path
    /// True if files that the user named are excluded as well.
    private let coversNamed: Bool

    /// Installed packages, caches and the stores of version control.
    private static let folders: Set<Path> = [
        ".bzr", ".direnv", ".eggs", ".git", ".hg", ".ipynb_checkpoints", ".mypy_cache", ".nox", ".pants.d", ".pyenv",
        ".pytest_cache", ".pytype", ".ruff_cache", ".svn", ".tox", ".venv", "__pycache__", "__pypackages__",
        "node_modules",
        "site-packages",
    ]
    /// Names that projects use for their own code too: excluded only if git tracks nothing in them.
    private static let untrackedFolders: Set<Path> = ["_build", "build", "dist", "env", "venv"]

    public init(
        _ configuration: ProjectConfiguration = ProjectConfiguration(), relativeTo base: Path = .here,
        force: Bool = false
    ) {
        patterns = ((configuration.exclude ?? []) + configuration.extendExclude).map { PathPattern($0) }
        hasDefaults = configuration.exclude == nil
        self.base = base
        coversNamed = force || configuration.forceExclude
    }

    /// True if a folder of this name is not entered.
    func leaveOut(folder name: some Sequence<UInt8>, isTracked: Bool) -> Bool {
        let name = Path(name)
        if name == ".git" { return true }
        guard hasDefaults else { return false }
        return Self.folders.contains(name) || !isTracked && Self.untrackedFolders.contains(name)
    }

    /// True if a pattern matches the file. Folders at or above `named` are exempt. Paths are relative to the root of
    /// the run.
    func leaveOut(_ path: Path, below named: Path) -> Bool {
        guard !patterns.isEmpty else { return false }
        let (path, named) = (path.relative(to: base), named.relative(to: base))
        return patterns.contains { $0.matches(path, below: named) }
    }

    /// The same for a file of a commit, in which everything is tracked.
    func leaveOut(tracked path: Path, below named: Path) -> Bool {
        let folders = path.components.dropLast()
        let exempt = path.isInside(named) ? named.components.count : 0
        return folders.dropFirst(exempt).contains { leaveOut(folder: $0, isTracked: true) }
            || leaveOut(path, below: named)
    }

    /// True if a file is excluded although it was named.
    func leaveOut(named path: Path) -> Bool {
        coversNamed && leaveOut(tracked: path, below: .here)
    }
}
