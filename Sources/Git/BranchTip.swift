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
    var reference: String { BranchName.folder + name }
}

extension Repository {
    /// Reads a branch once, before the work begins: the old value for compare-and-swap.
    ///
    /// An existing branch is extended from its tip; a new one starts at `revision`, or at `HEAD` if none is given.
    /// Throws if the name is invalid, or if a work tree uses the branch: moving it would leave that work tree looking
    /// changed.
    public func tip(ofBranch text: String, base revision: String?) throws(GitError) -> BranchTip {
        let name = try usable(text)
        guard let old = try commit(ofBranch: name) else {
            return BranchTip(name: text, old: .zero, base: try commit(at: revision ?? "HEAD"))
        }
        if let revision, try commit(at: revision) != old {
            throw GitError(
                .branchExists, "branch '\(text)' exists and is not at '\(revision)'",
                hint: "omit --base to continue from its tip, or choose another name")
        }
        return BranchTip(name: text, old: old, base: old)
    }

    /// The tips of several new branches that start at one commit. Throws if any of them cannot be created, or not
    /// beside the others.
    public func tips(ofNewBranches texts: [String], base: ObjectID) throws(GitError) -> [BranchTip] {
        let names = try texts.map { text throws(GitError) in try usable(text) }
        try BranchName.check(names)
        return try names.map { name throws(GitError) in
            guard try commit(ofBranch: name) == nil else { throw .exists(name.text) }
            return BranchTip(name: name.text, old: .zero, base: base)
        }
    }

    /// Throws if no branch `name/…` can be created, whatever follows.
    public func checkBranchFolder(_ text: String) throws(GitError) {
        let name = try BranchName(text)
        try refuseWriting()
        try refuseFoldersUpwards(of: name)
        if try exists(name.text) {
            throw nested(name.text + "/…", beside: name.text)
        }
    }

    // MARK: Checks

    /// A name that is valid, and that nothing is in the way of.
    private func usable(_ text: String) throws(GitError) -> BranchName {
        let name = try BranchName(text)
        try refuseWriting()
        try refuseSymbolic(name)
        try WorkTreeUse.refuse(name, in: self)
        return name
    }

    /// Nil for a branch that does not exist, and can be created.
    private func commit(ofBranch name: BranchName) throws(GitError) -> ObjectID? {
        var raw = git_oid()
        let code = git_reference_name_to_id(&raw, handle, name.reference)
        guard code == GIT_ENOTFOUND.rawValue else {
            try check(code, "cannot read branch '\(name.text)'")
            return ObjectID(raw)
        }
        try refuseFoldersUpwards(of: name)
        try refuseBranches(in: name)
        return nil
    }

    private func exists(_ name: String) throws(GitError) -> Bool {
        var reference: OpaquePointer?
        let code = git_reference_lookup(&reference, handle, BranchName.folder + name)
        git_reference_free(reference)
        if code == GIT_ENOTFOUND.rawValue { return false }
        try check(code, "cannot read branch '\(name)'")
        return true
    }

    private func refuseFoldersUpwards(of name: BranchName) throws(GitError) {
        for folder in name.foldersUpwards where try exists(folder) {
            throw nested(name.text, beside: folder)
        }
    }

    private func refuseBranches(in name: BranchName) throws(GitError) {
        var iterator: UnsafeMutablePointer<git_reference_iterator>?
        try check(
            git_reference_iterator_glob_new(&iterator, handle, name.reference + "/*"), "cannot list the branches")
        defer { git_reference_iterator_free(iterator) }
        var found: UnsafePointer<CChar>?
        if git_reference_next_name(&found, iterator) == 0, let found {
            let inner = Path(Path(cString: found).bytes.dropFirst(BranchName.folder.utf8.count))
            throw nested(name.text, beside: "\(inner)")
        }
    }

    /// A reference is a file, so no branch can have the name of a folder of branches.
    private func nested(_ name: String, beside other: String) -> GitError {
        // Git does not rename symbolic references.
        let canBeRenamed = symbolicTarget(of: Path(BranchName.folder + other)) == nil
        let rename = canBeRenamed ? ", or rename that branch: git branch -m \(ShellCommand.word(other)) NEW-NAME" : ""
        return GitError(
            .nestedBranch, "cannot create branch '\(name)': branch '\(other)' exists, and git cannot keep both",
            hint: "choose another name" + rename)
    }

    /// Git would move the branch that the reference leads to, which nobody named.
    private func refuseSymbolic(_ name: BranchName) throws(GitError) {
        guard let target = symbolicTarget(of: Path(name.reference)) else { return }
        let isBranch = target.bytes.starts(with: BranchName.folder.utf8)
        let shown = isBranch ? Path(target.bytes.dropFirst(BranchName.folder.utf8.count)) : target
        var raw = git_oid()
        let isDangling = git_reference_name_to_id(&raw, handle, name.reference) < 0
        throw GitError(
            .symbolicBranch,
            "'\(name.text)' is a symbolic reference to '\(shown)'" + (isDangling ? ", which does not exist" : ""),
            hint: "choose another name, or delete it: git symbolic-ref --delete \(ShellCommand.word(name.reference))")
    }

    /// The reference that a symbolic one names; nil for others.
    func symbolicTarget(of reference: Path) -> Path? {
        var found: OpaquePointer?
        guard reference.withCString({ git_reference_lookup(&found, handle, $0) }) >= 0 else { return nil }
        defer { git_reference_free(found) }
        guard git_reference_type(found) == GIT_REFERENCE_SYMBOLIC else { return nil }
        return git_reference_symbolic_target(found).map { Path(cString: $0) }
    }
}

extension GitError {
    fileprivate static func exists(_ name: String) -> GitError {
        GitError(
            .branchExists, "branch '\(name)' exists", hint: "choose another name: with --split each branch is new")
    }
}
