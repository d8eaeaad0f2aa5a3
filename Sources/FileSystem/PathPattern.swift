import Glibc

/// A glob pattern of the configuration, as in `exclude`. It is matched against the whole path, each folder around it,
/// and each name.
///
/// `*` crosses slashes in a pattern for a whole path; `**/` at the beginning also matches no folder at all. A leading
/// `./` and a trailing slash change nothing.
public struct PathPattern: Sendable, Hashable {
    private let whole: [Path]

    public init(_ pattern: String) {
        var text = Substring(pattern)
        while text.hasPrefix("./") { text = text.dropFirst(2) }
        while text.hasSuffix("/"), text.count > 1 { text = text.dropLast() }
        whole = text.hasPrefix("**/") ? [Path(String(text)), Path(String(text.dropFirst(3)))] : [Path(String(text))]
    }

    /// True if the pattern matches the path, a folder around it, or one of its components.
    ///
    /// Folders at or above `named` are exempt: what a user names explicitly is not excluded because of a folder
    /// around it.
    public func matches(_ path: Path, below named: Path = .here) -> Bool {
        whole.contains { pattern in
            if Self.matches(pattern, path, 0) { return true }
            let parts = path.components
            let exempt = path.isInside(named) ? named.components.count : 0
            return parts.indices.dropFirst(exempt).contains { index in
                let prefix = Path(parts[...index].joined(separator: [Path.separator]))
                return Self.matches(pattern, prefix, FNM_PATHNAME) || Self.matches(pattern, Path(parts[index]), 0)
            }
        }
    }

    private static func matches(_ pattern: Path, _ path: Path, _ flags: Int32) -> Bool {
        pattern.withCString { pattern in path.withCString { fnmatch(pattern, $0, flags) == 0 } }
    }
}
