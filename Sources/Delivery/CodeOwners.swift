import FileSystem

/// A CODEOWNERS file, as GitHub reads it: patterns like those of .gitignore, and the last one that matches a file decides.
///
/// See "About code owners" in GitHub's documentation: no `!`, no `[…]`, and `\\` in front of `#` only.
public struct CodeOwners: Sendable {
    /// Where GitHub and GitLab look, in this order.
    public static let places: [Path] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"]

    private struct Rule: Sendable {
        let pattern: [ArraySlice<UInt8>]
        /// From the root only; else anywhere.
        let isAnchored: Bool
        /// `folder/` means what is below it.
        let isFolder: Bool
        let owners: [String]
    }

    private let rules: [Rule]

    public init(parsing text: [UInt8]) {
        rules = text.split(separator: UInt8(ascii: "\n")).compactMap(Self.rule)
    }

    private static func rule(_ line: ArraySlice<UInt8>) -> Rule? {
        var words = line.split { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
        if let comment = words.firstIndex(where: { $0.first == UInt8(ascii: "#") }) { words = Array(words[..<comment]) }
        // GitLab's sections, such as `[Documentation]`, have no patterns of their own.
        guard var pattern = words.first, pattern.first != UInt8(ascii: "["), pattern.first != UInt8(ascii: "^") else {
            return nil
        }
        if pattern.starts(with: Array("\\#".utf8)) { pattern = pattern.dropFirst() }
        let slash = UInt8(ascii: "/")
        let isFolder = pattern.last == slash
        let inner = isFolder ? pattern.dropLast() : pattern
        return Rule(
            pattern: inner.split(separator: slash), isAnchored: inner.contains(slash), isFolder: isFolder,
            owners: words.dropFirst().map { String(decoding: $0, as: UTF8.self) })
    }

    /// The owners of a file, sorted; none if no pattern matches it, or if the last one that does names nobody.
    public func owners(of path: Path) -> [String] {
        let parts = path.components
        let rule = rules.last { rule in
            let starts = rule.isAnchored ? 0..<1 : 0..<parts.count
            return starts.contains { Self.matches(parts[$0...], rule.pattern[...], isFolder: rule.isFolder) }
        }
        return Array(Set(rule?.owners ?? [])).sorted()
    }

    /// A pattern of a folder matches everything below it, too; `folder/*` does not.
    private static func matches(
        _ parts: ArraySlice<ArraySlice<UInt8>>, _ pattern: ArraySlice<ArraySlice<UInt8>>, isFolder: Bool
    ) -> Bool {
        guard let first = pattern.first else { return isFolder ? !parts.isEmpty : true }
        if first.elementsEqual("**".utf8) {
            return (parts.startIndex...parts.endIndex).contains {
                matches(parts[$0...], pattern.dropFirst(), isFolder: isFolder)
            }
        }
        guard let part = parts.first, matches(part, first) else { return false }
        let isLastStar = pattern.count == 1 && first.elementsEqual("*".utf8)
        if isLastStar, parts.count > 1, !isFolder { return false }
        return matches(parts.dropFirst(), pattern.dropFirst(), isFolder: isFolder)
    }

    /// `*` and `?` within a name.
    private static func matches(_ name: ArraySlice<UInt8>, _ pattern: ArraySlice<UInt8>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        switch first {
        case UInt8(ascii: "*"):
            return (name.startIndex...name.endIndex).contains { matches(name[$0...], pattern.dropFirst()) }
        case UInt8(ascii: "?"): return !name.isEmpty && matches(name.dropFirst(), pattern.dropFirst())
        default: return name.first == first && matches(name.dropFirst(), pattern.dropFirst())
        }
    }
}
