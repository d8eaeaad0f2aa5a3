import CLibgit2
import FileSystem
import Glibc

/// Writes commits to a branch: all objects first, then the reference in one step. Working tree, index and HEAD are
/// never touched.
extension Repository {
    /// Appends commits to a branch that is still at `tip`, signed if `commit.gpgsign` is set.
    ///
    /// All have the dates of `identities`: `identities()`, called before the work began.
    /// Throws `raceLost` and publishes nothing if the branch has moved.
    public func append(
        _ plans: [CommitPlan], to tip: BranchTip, by identities: Identities, reflogMessage: String
    ) throws(GitError) -> [WrittenCommit] {
        let commits = try write(plans, onto: tip, by: identities, signedBy: try signer())
        try publish(commits, to: tip, by: identities, reflogMessage: reflogMessage)
        return commits
    }

    /// Writes the objects of commits, which nothing refers to yet.
    ///
    /// - Parameter signer: nil for commits without a signature.
    public func write(
        _ plans: [CommitPlan], onto tip: BranchTip, by identities: Identities, signedBy signer: CommitSigner?
    ) throws(GitError) -> [WrittenCommit] {
        let permissions = try SharedPermissions(of: self)
        var signature = signer.map { CommitSignature(signer: $0) }
        var written: [WrittenCommit] = []
        var parent = tip.base
        for plan in plans {
            let tree = try permissions.applied(branch: tip.name) { () throws(GitError) in
                try writeTree(of: plan, onto: parent)
            }
            let text = commitText(plan.message, tree: tree, parent: parent, identities)
            // Not with permissions for a group: the signer may start an agent.
            let signed = try signature?.signed(text)
            let id = try permissions.applied(branch: tip.name) { () throws(GitError) in try store(signed ?? text) }
            written.append(WrittenCommit(id: id, subject: plan.subject, paths: plan.files.map(\.path).sorted()))
            parent = id
        }
        return written
    }

    /// Moves a branch to the last of some commits.
    ///
    /// Throws `raceLost` and publishes nothing if the branch is no longer at `tip`.
    public func publish(
        _ commits: [WrittenCommit], to tip: BranchTip, by identities: Identities, reflogMessage: String
    ) throws(GitError) {
        guard let last = commits.last else { return }
        try requireWritten(commits)
        try SharedPermissions(of: self).applied(branch: tip.name) { () throws(GitError) in
            try publish(last.id, to: tip, identities.committer, reflogMessage)
        }
    }

    // MARK: Objects

    private func writeTree(of plan: CommitPlan, onto parent: ObjectID) throws(GitError) -> git_oid {
        try withTree(of: parent) { tree throws(GitError) in
            var updates: [git_tree_update] = []
            var blobs: [ObjectID] = []
            var names: [UnsafeMutablePointer<CChar>] = []
            defer { for name in names { free(name) } }
            for file in plan.files {
                var entry: OpaquePointer?
                let code = file.path.withCString { git_tree_entry_bypath(&entry, tree, $0) }
                try check(code, "'\(file.path)' is not in \(parent.short)")
                defer { git_tree_entry_free(entry) }
                guard let name = file.path.withCString({ strdup($0) }) else { throw GitError(.other, "out of memory") }
                names.append(name)
                var update = git_tree_update()
                update.action = GIT_TREE_UPDATE_UPSERT
                update.id = try writeBlob(file)
                blobs.append(ObjectID(update.id))
                update.filemode = git_tree_entry_filemode(entry)
                update.path = UnsafePointer(name)
                updates.append(update)
            }
            var id = git_oid()
            try check(
                git_tree_create_updated(&id, handle, tree, updates.count, updates), "cannot write the tree")
            try verify(tree, id, changes: Dictionary(uniqueKeysWithValues: zip(plan.files.map(\.path), blobs)))
            return id
        }
    }

    private func writeBlob(_ file: CommitPlan.File) throws(GitError) -> git_oid {
        var id = git_oid()
        let code = file.bytes.withUnsafeBytes {
            git_blob_create_from_buffer(&id, handle, $0.baseAddress, $0.count)
        }
        try check(code, "cannot write '\(file.path)' into the object database")
        return id
    }

    /// Checks that the new tree differs from the old one in just the planned paths, each with its own new content.
    private func verify(_ old: OpaquePointer, _ new: git_oid, changes: [Path: ObjectID]) throws(GitError) {
        var id = new
        var tree: OpaquePointer?
        try check(git_tree_lookup(&tree, handle, &id), "cannot read the new tree")
        defer { git_tree_free(tree) }
        var diff: OpaquePointer?
        try check(git_diff_tree_to_tree(&diff, handle, old, tree, nil), "cannot compare the trees")
        defer { git_diff_free(diff) }
        let found = (0..<git_diff_num_deltas(diff)).compactMap { git_diff_get_delta(diff, $0)?.pointee.new_file }
        let blobs = Dictionary(found.map { (Path(cString: $0.path), ObjectID($0.id)) }) { first, _ in first }
        guard found.count == changes.count, blobs == changes else {
            throw GitError(.unexpectedChange, "the commit would change other files than planned: nothing was published")
        }
    }

    /// Put together here, because libgit2 changes names and refuses empty email addresses, which git takes. Without an
    /// encoding, which means UTF-8: git writes no header for it either.
    private func commitText(
        _ message: String, tree: git_oid, parent: ObjectID, _ identities: Identities
    ) -> [UInt8] {
        var bytes = Array("tree \(ObjectID(tree))\nparent \(parent)\n".utf8)
        bytes += Array("author ".utf8) + identities.author.line + [0x0A]
        bytes += Array("committer ".utf8) + identities.committer.line + Array("\n\n\(message)".utf8)
        return bytes
    }

    /// Through the object database: `git_commit_create` hides a failed write.
    private func store(_ commit: [UInt8]) throws(GitError) -> ObjectID {
        var database: OpaquePointer?
        try check(git_repository_odb(&database, handle), "cannot open the object database")
        defer { git_odb_free(database) }
        var written = git_oid()
        let code = commit.withUnsafeBytes {
            git_odb_write(&written, database, $0.baseAddress, $0.count, GIT_OBJECT_COMMIT)
        }
        try check(code, "cannot write the commit")
        // Read back, because a reference must only point to an object that exists.
        var stored: OpaquePointer?
        try check(git_commit_lookup(&stored, handle, &written), "the commit was not stored")
        git_commit_free(stored)
        return ObjectID(written)
    }

    // MARK: Publishing

    /// `git gc --prune=now` removes what nothing refers to yet. Another handle looks, because this one remembers objects.
    private func requireWritten(_ commits: [WrittenCommit]) throws(GitError) {
        do throws(GitError) {
            let fresh = try place.open()
            for commit in commits {
                for path in commit.paths where try fresh.bytes(of: path, at: commit.id) == nil {
                    throw GitError(.other, "'\(path)' of the new commit \(commit.id.short) is gone")
                }
            }
        } catch {
            throw GitError(
                .other, "\(error.message); nothing was published",
                hint: "if git gc is running, let it finish; then run again")
        }
    }

    private func publish(
        _ id: ObjectID, to tip: BranchTip, _ committer: Identity, _ message: String
    ) throws(GitError) {
        var backend: UnsafeMutablePointer<git_refdb_backend>?
        try check(git_refdb_backend_fs(&backend, handle), "cannot open the branches")
        defer { backend?.pointee.free?(backend) }
        let code = SignalMask.blocked {
            var attempt: UInt32 = 0
            while true {
                let code = move(tip, to: id, through: backend, committer, message)
                guard code == GIT_ELOCKED.rawValue, attempt < 6 else { return code }
                attempt += 1
                usleep(10_000 << attempt)
            }
        }
        let failure = code < 0 ? GitError.last(code, doing: "cannot move branch '\(tip.name)'") : nil
        // A failed fsync reports an error although the reference has moved, so the reference itself is read.
        var now = git_oid()
        if git_reference_name_to_id(&now, handle, tip.reference) == 0, ObjectID(now) == id { return }
        throw explained(failure ?? GitError(.raceLost, "branch '\(tip.name)' was moved during the run"), tip)
    }

    private func explained(_ failure: GitError, _ tip: BranchTip) -> GitError {
        switch failure.kind {
        case .raceLost:
            GitError(
                .raceLost, "branch '\(tip.name)' was moved during the run; nothing was published",
                hint: "run the command again")
        case .locked:
            GitError(
                .locked, "branch '\(tip.name)' is locked by another process",
                hint: "if none is running, remove \(gitDirectory.appending((tip.reference + ".lock").utf8))")
        default: failure
        }
    }

    /// Compares and swaps. Like `git_reference_create_matching`, whose log has the present time instead of the
    /// committer's date.
    private func move(
        _ tip: BranchTip, to id: ObjectID, through backend: UnsafeMutablePointer<git_refdb_backend>?,
        _ committer: Identity, _ message: String
    ) -> Int32 {
        var (new, old) = (id.raw, tip.old.raw)
        guard let reference = git_reference__alloc(tip.reference, &new, nil), let write = backend?.pointee.write else {
            return GIT_ERROR.rawValue
        }
        defer { git_reference_free(reference) }
        return committer.withSignature { write(backend, reference, 1, $0, message, &old, nil) }
    }
}
