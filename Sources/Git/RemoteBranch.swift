import CLibgit2

extension Repository {
    /// The branch that changes are merged into, such as `origin/main`; nil if no remote `origin` has been fetched.
    public var upstreamBranch: String? {
        var reference: OpaquePointer?
        if git_reference_lookup(&reference, handle, "refs/remotes/origin/HEAD") >= 0 {
            defer { git_reference_free(reference) }
            let prefix = "refs/remotes/"
            if let target = git_reference_symbolic_target(reference).map({ String(cString: $0) }),
                target.hasPrefix(prefix)
            {
                return String(target.dropFirst(prefix.count))
            }
        }
        return ["origin/main", "origin/master"].first { name in
            var id = git_oid()
            return git_reference_name_to_id(&id, handle, "refs/remotes/" + name) >= 0
        }
    }
}
