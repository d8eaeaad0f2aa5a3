import CLibgit2
import FileSystem

extension Repository {
    /// Makes a repository of its own in an empty folder, with a commit's files: nothing is added to this repository, whose objects the
    /// new one reads. HEAD is detached there. Filters of the configuration run, those of programs such as git-lfs do not.
    public func checkOut(_ commit: ObjectID, into folder: Path) throws(GitError) {
        let failure = "cannot check \(commit.short) out into \(folder)"
        var copy: OpaquePointer?
        try check(folder.withCString { git_repository_init(&copy, $0, 0) }, failure)
        git_repository_free(copy)
        do throws(SystemError) {
            let stores = objectStores.map { $0.bytes + [0x0A] }.joined()
            try FileContents.replace(folder.appending(".git/objects/info/alternates"), with: Array(stores))
        } catch {
            throw GitError(.other, "\(failure): \(error.message)")
        }
        try check(folder.withCString { git_repository_open(&copy, $0) }, failure)
        defer { git_repository_free(copy) }
        var id = commit.raw
        try check(git_repository_set_head_detached(copy, &id), failure)
        var options = git_checkout_options()
        git_checkout_options_init(&options, UInt32(GIT_CHECKOUT_OPTIONS_VERSION))
        options.checkout_strategy = GIT_CHECKOUT_FORCE.rawValue
        try check(git_checkout_head(copy, &options), failure)
    }

    /// The files whose lines later commits have changed again, so that the commit cannot be reverted by itself.
    ///
    /// - Parameter tip: a descendant of the commit.
    public func conflicts(reverting commit: ObjectID, on tip: ObjectID) throws(GitError) -> [Path] {
        func lookUp(_ id: ObjectID) throws(GitError) -> OpaquePointer? {
            var (raw, found) = (id.raw, OpaquePointer?.none)
            try check(git_commit_lookup(&found, handle, &raw), "cannot read commit \(id.short)")
            return found
        }
        let (reverted, ours) = (try lookUp(commit), try lookUp(tip))
        defer {
            git_commit_free(reverted)
            git_commit_free(ours)
        }
        var index: OpaquePointer?
        try check(git_revert_commit(&index, handle, reverted, ours, 0, nil), "cannot try to revert \(commit.short)")
        defer { git_index_free(index) }
        guard git_index_has_conflicts(index) == 1 else { return [] }
        let paths = (0..<git_index_entrycount(index)).compactMap { number -> Path? in
            guard let entry = git_index_get_byindex(index, number), git_index_entry_stage(entry) > 0 else { return nil }
            return Path(cString: entry.pointee.path)
        }
        return Set(paths).sorted()
    }
}
