import Foundation

/// Leaves paths out by the glob patterns of `[tool.redline] exclude`.
public struct PathFilter: Sendable {
    private let patterns: [String]

    public init(excluding patterns: [String]) { self.patterns = patterns }

    /// True where a pattern matches the path, its name, or a folder it is in.
    public func excludes(_ path: String) -> Bool {
        guard !patterns.isEmpty else { return false }
        let parts = path.split(separator: "/")
        return patterns.contains { pattern in
            let bare = pattern.hasSuffix("/") ? String(pattern.dropLast()) : pattern
            return fnmatch(bare, path, 0) == 0
                || parts.indices.contains { index in
                    let prefix = parts[...index].joined(separator: "/")
                    return fnmatch(bare, prefix, FNM_PATHNAME) == 0 || fnmatch(bare, String(parts[index]), 0) == 0
                }
        }
    }
}
