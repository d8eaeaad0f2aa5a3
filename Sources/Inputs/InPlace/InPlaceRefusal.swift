import FileSystem

/// Why a file of the working tree is not replaced.
public struct InPlaceRefusal: Error, Sendable, Equatable {
    public enum Reason: Sendable, Equatable {
        case changed, staged, conflicted, untracked, ignored, assumedUnchanged, skipWorktree
        case submodule(of: Path)
        /// Whether the file is committed cannot be determined.
        case unknownState(String)
        case hardLinks(Int)
        case linkOutOfTree(Path)
        case changedDuringRun
    }

    public let path: Path
    public let reason: Reason

    public var message: String {
        switch reason {
        case .changed: "has uncommitted changes"
        case .staged: "has staged changes that are not committed"
        case .conflicted: "has a merge conflict"
        case .untracked: "is not tracked by git, so there is no other copy of it"
        case .ignored: "is ignored by git, so there is no other copy of it"
        case .assumedUnchanged: "is marked as assume-unchanged, so git ignores its changes"
        case .skipWorktree: "is marked as skip-worktree, so git ignores its changes"
        case .submodule(let outer): "is in a submodule of \(outer)"
        case .unknownState(let why): "its state in git is unknown: \(why)"
        case .hardLinks(let count): "has \(count) hard links, which replacing it would break"
        case .linkOutOfTree(let link): "is outside the tree; '\(link)' is a link to it"
        case .changedDuringRun: "changed during the run"
        }
    }

    /// What the user can do about it.
    public var hint: String {
        switch reason {
        case .staged: "commit the changes, or pass --allow-staged"
        case .changed, .untracked: "commit or stash the changes, or pass --allow-dirty"
        case .conflicted, .ignored, .assumedUnchanged, .skipWorktree, .submodule, .unknownState:
            "pass --allow-dirty to change it anyway"
        case .hardLinks: "exclude it, or replace it with a copy first"
        case .linkOutOfTree: "name the file itself, or exclude it"
        case .changedDuringRun: "run the command again"
        }
    }
}

/// What an in-place run may overwrite besides committed files.
public struct InPlacePermissions: Sendable {
    public let allowsDirty: Bool
    /// Files that are identical to the index, for hooks that run before a commit.
    public let allowsStaged: Bool

    public init(allowsDirty: Bool, allowsStaged: Bool) {
        self.allowsDirty = allowsDirty
        self.allowsStaged = allowsStaged
    }
}
