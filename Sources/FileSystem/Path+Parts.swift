/// Splits and joins paths by their bytes alone: nothing here asks the file system.
extension Path {
    /// The parts between the slashes. The empty parts of `a//b` and `/a` are left out.
    public var components: [ArraySlice<UInt8>] { bytes.split(separator: Self.separator) }

    /// The last component; empty for `/`.
    public var name: ArraySlice<UInt8> {
        guard let slash = bytes.lastIndex(of: Self.separator) else { return bytes[...] }
        return bytes[(slash + 1)...]
    }

    /// The folder that the path is in: empty for `a.py`, `/` for `/a.py`.
    public var folder: Path {
        guard let slash = bytes.lastIndex(of: Self.separator) else { return .here }
        return Path(bytes[..<max(slash, isAbsolute && slash == 0 ? 1 : slash)])
    }

    /// The folder itself and each folder around it, innermost first. A relative path ends with the empty one.
    public var foldersUpwards: [Path] {
        var found = [self]
        var current = self
        while !current.isEmpty, current != .root {
            current = current.folder
            found.append(current)
        }
        return found
    }

    /// The path of an entry in this folder, or of a relative path below it.
    @inlinable public func appending(_ entry: some Sequence<UInt8>) -> Path {
        if isEmpty { return Path(entry) }
        var joined = bytes
        if joined.last != Self.separator { joined.append(Self.separator) }
        joined.append(contentsOf: entry)
        return Path(joined)
    }

    /// Returns an absolute path unchanged.
    public func appending(_ path: Path) -> Path { path.isEmpty ? self : path.isAbsolute ? path : appending(path.bytes) }

    @inlinable public func hasSuffix(_ suffix: some BidirectionalCollection<UInt8>) -> Bool {
        let count = suffix.count
        guard count <= bytes.count else { return false }
        return bytes[(bytes.count - count)...].elementsEqual(suffix)
    }

    /// True for the folder itself and everything below it. Everything is inside the empty path.
    public func isInside(_ folder: Path) -> Bool {
        if folder.isEmpty { return true }
        guard bytes.starts(with: folder.bytes) else { return false }
        return bytes.count == folder.bytes.count || folder == .root || bytes[folder.bytes.count] == Self.separator
    }

    /// The path relative to a folder around it, or the path itself if it is not inside.
    public func relative(to folder: Path) -> Path {
        guard !folder.isEmpty, isInside(folder) else { return self }
        return Path(bytes.dropFirst(folder.bytes.count).drop { $0 == Self.separator })
    }

    /// The way from a folder to this path, with `..` for each folder to leave. Both must be absolute and without links; if they
    /// share only the root, the path itself.
    public func reached(from folder: Path) -> Path {
        guard isAbsolute, folder.isAbsolute else { return self }
        let (own, other) = (normalized.components, folder.normalized.components)
        let shared = zip(own, other).prefix { $0.elementsEqual($1) }.count
        if shared == 0, !other.isEmpty { return self }
        let up = Array(repeating: Array("..".utf8)[...], count: other.count - shared)
        return up.isEmpty && shared == own.count
            ? "." : Path((up + own[shared...]).joined(separator: [Self.separator]))
    }

    /// Without `.`, doubled slashes and `..`. Links are not resolved.
    public var normalized: Path {
        var kept: [ArraySlice<UInt8>] = []
        for component in components {
            if component.elementsEqual(".".utf8) { continue }
            if component.elementsEqual("..".utf8), let last = kept.last, !last.elementsEqual("..".utf8) {
                kept.removeLast()
            } else if !(component.elementsEqual("..".utf8) && isAbsolute) {
                kept.append(component)
            }
        }
        return Path((isAbsolute ? [Self.separator] : []) + kept.joined(separator: [Self.separator]))
    }

    /// The deepest folder that contains, or is, each of some paths.
    public static func commonFolder(of paths: [Path]) -> Path? {
        guard var common = paths.first else { return nil }
        for path in paths.dropFirst() {
            while !path.isInside(common), common != .root { common = common.folder }
        }
        return common
    }
}
