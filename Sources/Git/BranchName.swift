import FileSystem

/// The short name of a branch, by the rules of `git check-ref-format --branch`, and stricter where a name only makes
/// trouble.
struct BranchName: Sendable, Equatable {
    let text: String

    var reference: String { Self.folder + text }
    static let folder = "refs/heads/"

    /// Throws if the name is invalid, and says why.
    init(_ text: String) throws(GitError) {
        if let error = Self.error(in: text) { throw error }
        self.text = text
    }

    /// The bytes count: two names that look alike may be two branches.
    static func == (left: BranchName, right: BranchName) -> Bool { left.text.utf8.elementsEqual(right.text.utf8) }

    // MARK: Rules

    private static func error(in text: String) -> GitError? {
        let name = Array(text.utf8)
        // An argument that is not UTF-8 arrives in another form.
        guard RawArguments.path(text).bytes == name else { return invalid(text, "it is not UTF-8") }
        if name.starts(with: folder.utf8), name.count > folder.utf8.count {
            let short = String(decoding: name.dropFirst(folder.utf8.count), as: UTF8.self)
            guard error(in: short) == nil else { return invalid(text, "it begins with \(folder)") }
            return GitError(
                .invalidName, "'\(text)' would become \(folder)\(TerminalText.escaped(text))",
                hint: "use the short name '\(short)'")
        }
        return reason(name).map { invalid(text, $0) }
    }

    private static func invalid(_ text: String, _ reason: String) -> GitError {
        GitError(
            .invalidName, "'\(Path(RawArguments.path(text).bytes))' is not a valid branch name: \(reason)",
            hint: "a name that git check-ref-format --branch accepts")
    }

    /// Why git refuses a name; nil if it takes it.
    private static func reason(_ name: [UInt8]) -> String? {
        if name.isEmpty { return "it is empty" }
        if name.elementsEqual("HEAD".utf8) || name.elementsEqual("@".utf8) { return "git reads it as HEAD" }
        if name.first == UInt8(ascii: "-") { return "it begins with '-'" }
        if name.last == UInt8(ascii: ".") { return "it ends with '.'" }
        if name.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it contains a control character" }
        if let byte = name.first(where: forbidden.contains) {
            return byte == 0x20 ? "it contains a space" : "it contains '\(Character(Unicode.Scalar(byte)))'"
        }
        for sequence in ["..", "@{"] where contains(name, sequence) { return "it contains '\(sequence)'" }
        return name.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).lazy.compactMap(inComponent)
            .first
    }

    private static let forbidden = Set(#" ~^:?*[\"#.utf8)

    private static func contains(_ name: [UInt8], _ pair: String) -> Bool {
        zip(name, name.dropFirst()).contains { [$0, $1].elementsEqual(pair.utf8) }
    }

    private static func inComponent(_ part: ArraySlice<UInt8>) -> String? {
        if part.isEmpty { return "a '/' is at its start, its end, or doubled" }
        if part.first == UInt8(ascii: ".") { return "a part of it begins with '.'" }
        if part.suffix(5).elementsEqual(".lock".utf8) { return "a part of it ends with '.lock'" }
        // Git fails on such a name only when it writes the file, which is named like the branch with `.lock`.
        return part.count > 250 ? "a part of it is longer than 250 bytes" : nil
    }

    // MARK: Folders

    /// The branches that cannot exist beside this one: `a` and `a/b` for `a/b/c`.
    var foldersUpwards: [String] {
        let parts = text.utf8.split(separator: UInt8(ascii: "/"))
        return (1..<max(1, parts.count)).map { count in
            String(decoding: Array(parts.prefix(count).joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
        }
    }

    /// Throws if two of these branches cannot exist beside each other.
    static func check(_ names: [BranchName]) throws(GitError) {
        let all = Set(names.map { Path($0.text) })
        for name in names {
            if let folder = name.foldersUpwards.first(where: { all.contains(Path($0)) }) {
                throw GitError(
                    .nestedBranch, "cannot create branches '\(name.text)' and '\(folder)': git cannot keep both",
                    hint: "choose another name")
            }
        }
    }
}
