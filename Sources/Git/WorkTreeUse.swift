import CLibgit2
import FileSystem
import Glibc

/// What each work tree has in use: branches that are checked out, rebased, or bisected.
struct WorkTreeUse {
    private let repository: Repository
    private let name: BranchName

    /// Throws if a work tree uses the branch: moving or creating it would change what is checked out there.
    static func refuse(_ name: BranchName, in repository: Repository) throws(GitError) {
        let use = WorkTreeUse(repository: repository, name: name)
        for tree in use.trees {
            try use.refuseCheckedOut(in: tree)
            try use.refuseOperation(in: tree)
        }
    }

    // MARK: Work trees

    private struct Tree {
        /// With `HEAD` and what operations leave.
        let gitDirectory: Path
        /// Nil for a bare repository.
        let folder: Path?
    }

    private var trees: [Tree] {
        let common = repository.commonDirectory.normalized
        let linked = common.appending("worktrees".utf8)
        let entries = ((try? linked.entries()) ?? []).map { linked.appending($0.name) }
        return [Tree(gitDirectory: common, folder: isBare ? nil : mainFolder(of: common))]
            + entries.map { Tree(gitDirectory: $0, folder: Self.folder(of: $0)) }
    }

    /// True also in a linked work tree of a bare repository.
    private var isBare: Bool {
        if git_repository_is_bare(repository.handle) == 1 { return true }
        return (try? repository.boolean("core.bare")) == true
    }

    private func mainFolder(of common: Path) -> Path {
        if git_repository_is_worktree(repository.handle) == 0, let folder = repository.workingDirectory {
            return folder
        }
        return common.folder
    }

    private static func folder(of linked: Path) -> Path {
        guard let line = lines(of: linked.appending("gitdir".utf8)).first else { return linked }
        return linked.appending(Path(line)).normalized.folder
    }

    private static func lines(of file: Path) -> [[UInt8]] {
        let text = try? FileContents.bytes(at: file, followingLinks: true, limit: 1 << 20)
        return text?.split(separator: 0x0A).map(Array.init) ?? []
    }

    // MARK: HEAD

    private func refuseCheckedOut(in tree: Tree) throws(GitError) {
        // Nothing is checked out in a bare repository.
        guard let folder = tree.folder, let head = Self.head(of: tree),
            head.elementsEqual(name.reference.utf8) || target(of: head).elementsEqual(name.reference.utf8)
        else { return }
        let place = folder == repository.workingDirectory ? "" : " in \(folder)"
        var id = git_oid()
        guard git_reference_name_to_id(&id, repository.handle, name.reference) >= 0 else {
            throw GitError(
                .checkedOut, "branch '\(name.text)' is checked out\(place) and has no commits yet",
                hint: "choose another name: with commits of its own, that work tree would look changed")
        }
        throw GitError(
            .checkedOut, "branch '\(name.text)' is checked out\(place)",
            hint: "choose a branch that no work tree has checked out, or use --in-place")
    }

    /// The reference that HEAD names; nil if it is detached. An old HEAD is a symbolic link.
    private static func head(of tree: Tree) -> [UInt8]? {
        let file = tree.gitDirectory.appending("HEAD".utf8)
        var buffer = [CChar](repeating: 0, count: 4096)
        let length = file.withCString { readlink($0, &buffer, buffer.count) }
        if length > 0 { return buffer.prefix(length).map { UInt8(bitPattern: $0) } }
        guard let line = lines(of: file).first, line.starts(with: "ref:".utf8) else { return nil }
        return Array(line.dropFirst(4).drop { $0 == 0x20 || $0 == 0x09 })
    }

    /// Where a symbolic reference leads to in the end, which need not exist.
    private func target(of reference: [UInt8]) -> [UInt8] {
        var name = reference
        for _ in 0..<5 {
            guard let next = repository.symbolicTarget(of: Path(name)) else { break }
            name = next.bytes
        }
        return name
    }

    // MARK: Operations

    /// A rebase or bisect holds branches while HEAD is detached, which libgit2 does not check.
    private func refuseOperation(in tree: Tree) throws(GitError) {
        for (file, word) in [
            ("rebase-merge/head-name", "rebase"), ("rebase-apply/head-name", "rebase"),
            ("rebase-merge/update-refs", "rebase"), ("BISECT_START", "bisect"),
        ] {
            let lines = Self.lines(of: tree.gitDirectory.appending(file.utf8))
            // The list of branches to update has three lines for each: its name, the old commit and the new one.
            let names =
                file.hasSuffix("update-refs")
                ? stride(from: 0, to: lines.count, by: 3).map { lines[$0] } : [lines.first ?? []]
            guard names.contains(where: isName) else { continue }
            let place = tree.folder.map { $0 == repository.workingDirectory ? "" : " in \($0)" } ?? ""
            throw GitError(
                .checkedOut, "branch '\(name.text)' is in use by an unfinished \(word)\(place)",
                hint: "finish or abort it first")
        }
    }

    private func isName(_ held: [UInt8]) -> Bool {
        held.elementsEqual(name.reference.utf8) || held.elementsEqual(name.text.utf8)
    }
}
