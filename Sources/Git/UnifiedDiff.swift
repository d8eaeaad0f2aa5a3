import CLibgit2

/// Unified diffs that `git apply` takes.
public enum UnifiedDiff {
    /// The patch of one file, with headers, three lines of context and the indent heuristic; empty where nothing changed.
    public static func patch(old: [UInt8], new: [UInt8], path: String) throws(GitError) -> [UInt8] {
        Library.start()
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "cannot make a diff")
        options.flags |= GIT_DIFF_INDENT_HEURISTIC.rawValue | GIT_DIFF_FORCE_TEXT.rawValue
        var patch: OpaquePointer?
        let code = old.withUnsafeBytes { old in
            new.withUnsafeBytes { new in
                git_patch_from_buffers(
                    &patch, old.baseAddress ?? Self.nothing, old.count, path, new.baseAddress ?? Self.nothing,
                    new.count, path, &options)
            }
        }
        try check(code, "cannot make the diff of '\(path)'")
        defer { git_patch_free(patch) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(git_patch_to_buf(&buffer, patch), "cannot print the diff of '\(path)'")
        return Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
    }

    /// Stands for the address of an empty buffer: libgit2 takes NULL for a missing file.
    private static var nothing: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: 1) }
}
