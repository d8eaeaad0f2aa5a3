import CLibgit2
import FileSystem

/// The position of a branch when the work began. Commits are published only if it has not moved since.
public struct BranchTip: Sendable {
    /// The short name.
    public let name: String
    /// The commit it pointed to; all zeros if the branch does not exist yet.
    public let old: ObjectID
    /// The commit that the work starts from.
    public let base: ObjectID

    public var isNew: Bool { old == .zero }
    var reference: String { "refs/heads/" + name }
}

extension Repository {
    /// Reads a branch once, before the work begins: the old value for compare-and-swap.
    ///
    /// An existing branch is extended from its tip; a new one starts at `revision`, or at `HEAD` if none is given.
    /// Throws if the name is invalid, or if the branch is checked out somewhere: moving it would leave that work tree
    /// looking changed.
    public func tip(ofBranch name: String, base revision: String?) throws(GitError) -> BranchTip {
        var isValid: Int32 = 0
        guard git_branch_name_is_valid(&isValid, name) >= 0, isValid == 1, name != "HEAD", !name.hasPrefix("-") else {
            throw GitError(
                .invalidName, "'\(name)' is not a valid branch name",
                hint: "a name that git check-ref-format --branch accepts")
        }
        try refuseWriting()
        var raw = git_oid()
        let code = git_reference_name_to_id(&raw, handle, "refs/heads/" + name)
        if code == GIT_ENOTFOUND.rawValue {
            return BranchTip(name: name, old: .zero, base: try commit(at: revision ?? "HEAD"))
        }
        try check(code, "cannot read branch '\(name)'")
        let old = ObjectID(raw)
        if let revision, try commit(at: revision) != old {
            throw GitError(
                .branchExists, "branch '\(name)' exists and is not at '\(revision)'",
                hint: "omit --base to continue from its tip, or choose another name")
        }
        try refuseCheckedOut(name)
        return BranchTip(name: name, old: old, base: old)
    }

    private func refuseCheckedOut(_ name: String) throws(GitError) {
        var reference: OpaquePointer?
        try check(git_reference_lookup(&reference, handle, "refs/heads/" + name), "cannot read branch '\(name)'")
        defer { git_reference_free(reference) }
        if git_branch_is_checked_out(reference) == 1 {
            throw GitError(
                .checkedOut, "branch '\(name)' is checked out",
                hint: "choose a branch that no work tree has checked out, or use --in-place")
        }
        if let place = operationInProgress(on: name) {
            throw GitError(
                .checkedOut, "branch '\(name)' is in use by an unfinished \(place)", hint: "finish or abort it first")
        }
    }

    /// A rebase or bisect holds a branch while HEAD is detached, which libgit2 does not check.
    private func operationInProgress(on name: String) -> String? {
        let common = Path(cString: git_repository_commondir(handle))
        let linked = common.appending("worktrees".utf8)
        let places = [common] + ((try? linked.entries()) ?? []).map { linked.appending($0.name) }
        for place in places {
            for (file, word) in [
                ("rebase-merge/head-name", "rebase"), ("rebase-apply/head-name", "rebase"), ("BISECT_START", "bisect"),
            ] {
                let text = try? FileContents.bytes(
                    at: place.appending(file.utf8), followingLinks: true, limit: 1 << 16)
                guard let held = text?.split(separator: 0x0A).first else { continue }
                if held.elementsEqual(("refs/heads/" + name).utf8) || held.elementsEqual(name.utf8) { return word }
            }
        }
        return nil
    }
}
