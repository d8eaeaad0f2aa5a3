import FileSystem

/// Finds the file of an import among the paths of a project, without knowing `sys.path`.
///
/// An absolute import `a.b` means a file whose path ends with `a/b.py` or `a/b/__init__.py`. The part before that is
/// the root from which it would be imported: `src/`, the project's folder, one of several services.
public struct ModulePaths: Sendable {
    public typealias Word = ArraySlice<UInt8>

    /// Files by the last component of their module name.
    private var byLastWord: [Path: [Path]] = [:]
    private var packages: Set<Path> = []

    init(_ paths: [Path]) {
        for path in paths where path.hasSuffix(".py".utf8) {
            let module = Self.withoutSuffix(path)
            byLastWord[Path(module.name), default: []].append(path)
            if module.bytes.count + 3 < path.bytes.count { packages.insert(module) }
        }
    }

    /// `app/models/__init__.py` as `app/models`.
    static func withoutSuffix(_ path: Path) -> Path {
        let isPackage = path.hasSuffix("/__init__.py".utf8)
        return Path(path.bytes.dropLast(isPackage ? "/__init__.py".utf8.count : ".py".utf8.count))
    }

    /// The components of a file's module name, from the project's root: `app`, `models`.
    public static func words(of path: Path) -> [Word] { withoutSuffix(path).components }

    /// The last of them, by which most imports name the file; nil for the empty path.
    public static func stem(of path: Path) -> String? {
        words(of: path).last.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The file of a module that is imported by `importer`; nil if there is none or the choice is ambiguous. The name
    /// includes its leading dots.
    func path(of name: String, importedFrom importer: Path) -> Path? {
        let dots = name.prefix { $0 == "." }.count
        // Python looks for the file name of the normalised identifier (PEP 3131).
        let words = name.dropFirst(dots).split(separator: ".").map {
            Array(Identifier.normalized(String($0)).utf8)[...]
        }
        if dots > 0 { return relative(words, up: dots - 1, importer) }
        guard let last = words.last else { return nil }
        let tail = Path(words.joined(separator: [UInt8(ascii: "/")]))
        let candidates = byLastWord[Path(last), default: []].filter { path in
            let module = Self.withoutSuffix(path)
            guard module.hasSuffix(tail.bytes) else { return false }
            let rest = module.bytes.dropLast(tail.bytes.count)
            return rest.isEmpty || rest.last == UInt8(ascii: "/")
        }
        return nearest(candidates, tail, importer)
    }

    private func relative(_ words: [Word], up levels: Int, _ importer: Path) -> Path? {
        var folder = importer.components.dropLast()
        guard levels <= folder.count else { return nil }
        folder = folder.dropLast(levels)
        let target = Path((folder + words).joined(separator: [UInt8(ascii: "/")]))
        guard let last = words.last ?? folder.last else { return nil }
        return byLastWord[Path(last), default: []].first { Self.withoutSuffix($0) == target }
    }

    /// A matching file, and the folder from which its module's name starts.
    private struct Candidate {
        let path: Path
        let root: Path
    }

    /// If several files match, the one whose root contains the importing file; otherwise the only one there is.
    private func nearest(_ candidates: [Path], _ tail: Path, _ importer: Path) -> Path? {
        let rooted = candidates.map { path in
            let root = Self.withoutSuffix(path).bytes.dropLast(tail.bytes.count)
            return Candidate(path: path, root: Path(root.last == UInt8(ascii: "/") ? root.dropLast() : root))
        }
        // A folder with an `__init__.py` is inside a package and therefore not a root.
        let around = rooted.filter { importer.isInside($0.root) }
        let roots = around.filter { !packages.contains($0.root) }
        let preferred = roots.isEmpty ? around : roots
        if let longest = preferred.map(\.root.bytes.count).max() {
            let best = preferred.filter { $0.root.bytes.count == longest }
            // A package comes before a module of the same name, as in Python.
            return best.count == 1 ? best[0].path : best.first { $0.path.hasSuffix("/__init__.py".utf8) }?.path
        }
        return rooted.count == 1 ? rooted[0].path : nil
    }
}
