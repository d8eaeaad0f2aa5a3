import CLibgit2

/// What git knows of the working tree. Nothing here writes, the index's stat cache included.
extension Repository {
    /// Tracked files and untracked ones that git does not ignore, as `git ls-files -co --exclude-standard` lists them;
    /// relative to the root, sorted.
    public func workTreeFiles(endingIn suffixes: [String]) throws(GitError) -> [String] {
        var paths = Set(try trackedPaths(endingIn: suffixes))
        for (path, flags) in try statuses(
            GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue)
        {
            guard suffixes.contains(where: path.hasSuffix) else { continue }
            if flags & GIT_STATUS_WT_NEW.rawValue != 0 { paths.insert(path) }
            if flags & GIT_STATUS_WT_DELETED.rawValue != 0 { paths.remove(path) }
        }
        return paths.sorted()
    }

    /// Those of some paths whose file differs from HEAD or the index, or is untracked.
    public func uncommittedPaths(among paths: [String]) throws(GitError) -> Set<String> {
        var changed: Set<String> = []
        let wanted = Set(paths)
        for (path, flags) in try statuses(
            GIT_STATUS_OPT_INCLUDE_UNTRACKED.rawValue | GIT_STATUS_OPT_RECURSE_UNTRACKED_DIRS.rawValue)
        where flags != GIT_STATUS_CURRENT.rawValue && wanted.contains(path) {
            changed.insert(path)
        }
        return changed
    }

    private func trackedPaths(endingIn suffixes: [String]) throws(GitError) -> [String] {
        var index: OpaquePointer?
        try check(git_repository_index(&index, handle), "cannot read the index")
        defer { git_index_free(index) }
        return (0..<git_index_entrycount(index)).compactMap { position -> String? in
            guard let entry = git_index_get_byindex(index, position) else { return nil }
            // Links and submodules are not followed.
            guard entry.pointee.mode & 0o170000 == 0o100000, let path = String(validatingCString: entry.pointee.path)
            else { return nil }
            return suffixes.contains(where: path.hasSuffix) ? path : nil
        }
    }

    private func statuses(_ flags: UInt32) throws(GitError) -> [(String, UInt32)] {
        var options = git_status_options()
        try check(git_status_options_init(&options, UInt32(GIT_STATUS_OPTIONS_VERSION)), "cannot ask for the status")
        options.show = GIT_STATUS_SHOW_INDEX_AND_WORKDIR
        options.flags = flags | GIT_STATUS_OPT_EXCLUDE_SUBMODULES.rawValue
        var list: OpaquePointer?
        try check(git_status_list_new(&list, handle, &options), "cannot read the status of the working tree")
        defer { git_status_list_free(list) }
        return (0..<git_status_list_entrycount(list)).compactMap { position -> (String, UInt32)? in
            guard let entry = git_status_byindex(list, position) else { return nil }
            let delta = entry.pointee.index_to_workdir ?? entry.pointee.head_to_index
            guard let delta, let path = String(validatingCString: delta.pointee.new_file.path) else { return nil }
            return (path, entry.pointee.status.rawValue)
        }
    }
}
