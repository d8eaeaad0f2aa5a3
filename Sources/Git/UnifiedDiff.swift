import CLibgit2
import FileSystem

/// Unified diffs in the form that `git apply` accepts.
public enum UnifiedDiff {
    /// The patch of one file, with headers, three lines of context and the indent heuristic; empty if nothing changed.
    ///
    /// - Parameter text: what to say about a hunk, given the lines of the old text that it shows, counted from 0.
    public static func patch(
        old: [UInt8], new: [UInt8], path: Path, text: (Range<Int>) -> HunkText
    ) throws(GitError) -> [UInt8] {
        let patch = try patch(old: old, new: new, path: path)
        let lines = patch.split(separator: 0x0A, omittingEmptySubsequences: false).flatMap { line in
            guard let header = HunkHeader(line) else { return [line] }
            let text = text(header.oldLines)
            return text.before.map { Array($0.utf8)[...] } + [text.heading.map { header.headed($0)[...] } ?? line]
        }
        return Array(lines.joined(separator: [0x0A]))
    }

    /// The same with git's headings.
    public static func patch(old: [UInt8], new: [UInt8], path: Path) throws(GitError) -> [UInt8] {
        Library.start()
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "cannot make a diff")
        options.flags |= GIT_DIFF_INDENT_HEURISTIC.rawValue | GIT_DIFF_FORCE_TEXT.rawValue
        var patch: OpaquePointer?
        let code = path.withCString { path in
            old.withUnsafeBytes { old in
                new.withUnsafeBytes { new in
                    git_patch_from_buffers(
                        &patch, old.baseAddress ?? Self.nothing, old.count, path, new.baseAddress ?? Self.nothing,
                        new.count, path, &options)
                }
            }
        }
        try check(code, "cannot make the diff of '\(path)'")
        defer { git_patch_free(patch) }
        var buffer = git_buf()
        defer { git_buf_dispose(&buffer) }
        try check(git_patch_to_buf(&buffer, patch), "cannot print the diff of '\(path)'")
        return withLastLineEnding(
            withoutMode(Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))))
    }

    /// If neither text ends with a line ending and their last lines differ, libgit2 1.5 marks only the old one. The
    /// patch would end within its last line, and whatever is printed next would become part of the file.
    private static func withLastLineEnding(_ patch: [UInt8]) -> [UInt8] {
        guard let last = patch.last, last != 0x0A else { return patch }
        return patch + Array("\n\\ No newline at end of file\n".utf8)
    }

    /// Buffers have no mode: libgit2 writes 100644, and `git apply` then warns about executable files.
    private static func withoutMode(_ patch: [UInt8]) -> [UInt8] {
        let suffix = Array(" 100644".utf8)
        let lines = patch.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        guard lines.count == 3, lines[1].starts(with: Array("index ".utf8)),
            lines[1].suffix(suffix.count).elementsEqual(suffix)
        else { return patch }
        return lines[0] + [0x0A] + lines[1].dropLast(suffix.count) + [0x0A] + lines[2]
    }

    /// The address of an empty buffer: libgit2 takes NULL for a missing file.
    static var nothing: UnsafeRawPointer? { UnsafeRawPointer(bitPattern: 1) }
}
