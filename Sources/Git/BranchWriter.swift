import CLibgit2
import FileSystem
import Glibc

/// Writes commits to a branch: all objects first, then the reference in one step. Working tree, index and HEAD are
/// never touched.
extension Repository {
    /// Appends commits to a branch that is still at `tip`.
    ///
    /// Throws `raceLost` and publishes nothing if the branch has moved.
    public func append(
        _ plans: [CommitPlan], to tip: BranchTip, reflogMessage: String
    ) throws(GitError) -> [WrittenCommit] {
        try refuseSigning()
        let author = try Identity.current(.author, in: self)
        let committer = try Identity.current(.committer, in: self)
        let permissions = try SharedPermissions(of: self)
        return try permissions.applied(branch: tip.name) { () throws(GitError) in
            try append(plans, to: tip, author, committer, reflogMessage)
        }
    }

    private func append(
        _ plans: [CommitPlan], to tip: BranchTip, _ author: Identity, _ committer: Identity, _ reflogMessage: String
    ) throws(GitError) -> [WrittenCommit] {
        var written: [WrittenCommit] = []
        var parent = tip.base
        for plan in plans {
            let tree = try writeTree(of: plan, onto: parent)
            let id = try writeCommit(plan.message, tree: tree, parent: parent, author, committer)
            written.append(WrittenCommit(id: id, subject: plan.subject, paths: plan.files.map(\.path).sorted()))
            parent = id
        }
        try publish(parent, to: tip, committer, reflogMessage)
        return written
    }

    /// The repository's own configuration may name any program as the signer: it is not run.
    private func refuseSigning() throws(GitError) {
        var configuration: OpaquePointer?
        guard git_repository_config_snapshot(&configuration, handle) >= 0 else { return }
        defer { git_config_free(configuration) }
        var isSigning: Int32 = 0
        if git_config_get_bool(&isSigning, configuration, "commit.gpgsign") >= 0, isSigning == 1 {
            throw GitError(
                .signingRequired, "commit.gpgsign requires signed commits, which are not supported",
                hint: "set commit.gpgsign to false in the repository, and sign afterwards with git rebase --exec")
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

    /// Uses a buffer and the object database: `git_commit_create` hides a failed write.
    private func writeCommit(
        _ message: String, tree id: git_oid, parent: ObjectID, _ author: Identity, _ committer: Identity
    ) throws(GitError) -> ObjectID {
        var id = id
        var tree: OpaquePointer?
        try check(git_tree_lookup(&tree, handle, &id), "cannot read the new tree")
        defer { git_tree_free(tree) }
        var rawParent = parent.raw
        var parentCommit: OpaquePointer?
        try check(git_commit_lookup(&parentCommit, handle, &rawParent), "cannot read commit \(parent.short)")
        defer { git_commit_free(parentCommit) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try author.withSignature { author throws(GitError) in
            try committer.withSignature { committer throws(GitError) in
                var parents: [OpaquePointer?] = [parentCommit]
                try check(
                    git_commit_create_buffer(
                        &buffer, handle, author, committer, "UTF-8", message, tree, 1, &parents),
                    "cannot create the commit")
            }
        }
        return try store(buffer)
    }

    private func store(_ buffer: git_buf) throws(GitError) -> ObjectID {
        var database: OpaquePointer?
        try check(git_repository_odb(&database, handle), "cannot open the object database")
        defer { git_odb_free(database) }
        var written = git_oid()
        try check(
            git_odb_write(&written, database, buffer.ptr, buffer.size, GIT_OBJECT_COMMIT), "cannot write the commit")
        // Read back, because a reference must only point to an object that exists.
        var commit: OpaquePointer?
        try check(git_commit_lookup(&commit, handle, &written), "the commit was not stored")
        git_commit_free(commit)
        return ObjectID(written)
    }

    // MARK: Publishing

    private func publish(
        _ id: ObjectID, to tip: BranchTip, _ committer: Identity, _ message: String
    ) throws(GitError) {
        try useIdentityForReflog(committer)
        var new = id.raw
        var old = tip.old.raw
        let code = SignalMask.blocked {
            var attempt: UInt32 = 0
            while true {
                var reference: OpaquePointer?
                let code = git_reference_create_matching(&reference, handle, tip.reference, &new, 1, &old, message)
                git_reference_free(reference)
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

    private func useIdentityForReflog(_ identity: Identity) throws(GitError) {
        try check(git_repository_set_ident(handle, identity.name, identity.email), "the identity is unusable")
    }
}
