import FileSystem
import Git
import Rewriting

/// Decides for each file that a run would replace, by asking the repository that the file itself is in.
struct InPlaceCheck {
    let tree: WorkingTree
    let permissions: InPlacePermissions
    /// By root of the working tree; a failure applies to all files in it.
    private var states: [Path: Result<Repositories, GitError>] = [:]

    /// The answers of a repository, and of the one that it is a submodule of.
    private struct Repositories {
        let states: WorkTreeStates
        let outer: Path?
    }

    init(_ tree: WorkingTree, _ permissions: InPlacePermissions) {
        self.tree = tree
        self.permissions = permissions
    }

    /// The first reason not to replace a file; nil if it may be replaced.
    mutating func refusal(of path: Path) -> InPlaceRefusal? {
        reason(path).map { InPlaceRefusal(path: path, reason: $0) }
    }

    private mutating func reason(_ path: Path) -> InPlaceRefusal.Reason? {
        if let link = tree.outsideLink(to: path) { return .linkOutOfTree(link) }
        let file = tree.absolutePath(of: path)
        guard let status = try? file.status(followingLinks: false), status.kind == .file else {
            return .changedDuringRun
        }
        if status.links > 1 { return .hardLinks(status.links) }
        return permissions.allowsDirty ? nil : stateReason(file)
    }

    private mutating func stateReason(_ file: Path) -> InPlaceRefusal.Reason? {
        guard let root = RepositoryFolder.workTree(around: file.folder) else { return nil }
        let known = states[root] ?? Self.open(root)
        states[root] = known
        do {
            let repositories = try known.get()
            if let outer = repositories.outer { return .submodule(of: outer) }
            return reason(try repositories.states.state(of: file.relative(to: root)))
        } catch {
            return .unknownState(error.message)
        }
    }

    private func reason(_ state: WorkTreeState) -> InPlaceRefusal.Reason? {
        switch state {
        case .committed: nil
        case .staged: permissions.allowsStaged ? nil : .staged
        case .changed: .changed
        case .conflicted: .conflicted
        case .untracked: .untracked
        case .ignored: .ignored
        case .assumedUnchanged: .assumedUnchanged
        case .skipWorktree: .skipWorktree
        }
    }

    private static func open(_ root: Path) -> Result<Repositories, GitError> {
        do throws(GitError) {
            guard let repository = try Repository.discover(from: root), repository.workingDirectory == root else {
                throw GitError.notARepository(at: root)
            }
            return .success(Repositories(states: try WorkTreeStates(of: repository), outer: try outer(of: root)))
        } catch {
            return .failure(error)
        }
    }

    /// The working tree that a repository is a submodule of.
    private static func outer(of root: Path) throws(GitError) -> Path? {
        guard let around = RepositoryFolder.workTree(around: root.folder), around != root,
            let repository = try Repository.discover(from: around)
        else { return nil }
        return try WorkTreeStates(of: repository).hasSubmodule(at: root.relative(to: around)) ? around : nil
    }
}
