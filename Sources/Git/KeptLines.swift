import CLibgit2
import FileSystem

/// The lines that two texts have in common, by git's own comparison.
public struct KeptLines: Sendable {
    private struct Hunk {
        /// The first line is 1. Of an empty part, the line before it.
        let old: (start: Int, count: Int)
        let new: (start: Int, count: Int)
    }

    /// By line of the new text: its line in the old one; the first is 1.
    private let origins: [Int: Int]

    /// - Parameter ignoringSpace: whether lines are the same that differ in white space only.
    public init(_ old: [UInt8], _ new: [UInt8], ignoringSpace: Bool = false) throws(GitError) {
        var origins: [Int: Int] = [:]
        var (oldLine, newLine) = (1, 1)
        for hunk in try Self.hunks(old, new, ignoringSpace) {
            let oldStart = hunk.old.count == 0 ? hunk.old.start + 1 : hunk.old.start
            while oldLine < oldStart {
                origins[newLine] = oldLine
                (oldLine, newLine) = (oldLine + 1, newLine + 1)
            }
            oldLine = oldStart + hunk.old.count
            newLine = (hunk.new.count == 0 ? hunk.new.start + 1 : hunk.new.start) + hunk.new.count
        }
        let count = Self.lineCount(new)
        while newLine <= count {
            origins[newLine] = oldLine
            (oldLine, newLine) = (oldLine + 1, newLine + 1)
        }
        self.origins = origins
    }

    /// The line of the old text that a line of the new one was; nil if it was added or changed. The first is 1.
    public func origin(of line: Int) -> Int? { origins[line] }

    private static func lineCount(_ text: [UInt8]) -> Int {
        let ends = text.count { $0 == 0x0A }
        return text.last == nil || text.last == 0x0A ? ends : ends + 1
    }

    private static func hunks(_ old: [UInt8], _ new: [UInt8], _ ignoringSpace: Bool) throws(GitError) -> [Hunk] {
        Library.start()
        var options = git_diff_options()
        try check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "cannot compare two texts")
        options.context_lines = 0
        options.flags |= GIT_DIFF_FORCE_TEXT.rawValue
        if ignoringSpace { options.flags |= GIT_DIFF_IGNORE_WHITESPACE.rawValue }
        var patch: OpaquePointer?
        let code = old.withUnsafeBytes { old in
            new.withUnsafeBytes { new in
                git_patch_from_buffers(
                    &patch, old.baseAddress ?? UnifiedDiff.nothing, old.count, "a",
                    new.baseAddress ?? UnifiedDiff.nothing, new.count, "a", &options)
            }
        }
        try check(code, "cannot compare two texts")
        defer { git_patch_free(patch) }
        var hunks: [Hunk] = []
        for number in 0..<git_patch_num_hunks(patch) {
            var hunk: UnsafePointer<git_diff_hunk>?
            try check(git_patch_get_hunk(&hunk, nil, patch, number), "cannot compare two texts")
            guard let hunk = hunk?.pointee else { continue }
            hunks.append(
                Hunk(
                    old: (Int(hunk.old_start), Int(hunk.old_lines)), new: (Int(hunk.new_start), Int(hunk.new_lines))))
        }
        return hunks
    }
}
