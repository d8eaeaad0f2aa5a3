/// Finds the file that an import means among the paths of a project, without knowing `sys.path`.
///
/// An absolute import `a.b` means a file that ends in `a/b.py` or `a/b/__init__.py`. What stands in front of that is the
/// root it would be imported from: `src/`, the project's folder, one of several services.
public struct ModulePaths: Sendable {
    /// By the last word of the module's name: the files that may be it.
    private var byLastWord: [Substring: [String]] = [:]
    private var packages: Set<Substring> = []

    init(_ paths: [String]) {
        for path in paths where path.utf8.suffix(3).elementsEqual(".py".utf8) {
            let name = Self.withoutSuffix(path)
            let start = name.utf8.lastIndex(of: UInt8(ascii: "/")).map(name.utf8.index(after:)) ?? name.startIndex
            byLastWord[name[start...], default: []].append(path)
            if name.utf8.count + 3 < path.utf8.count { packages.insert(name) }
        }
    }

    /// `app/models/__init__.py` as `app/models`.
    public static func withoutSuffix(_ path: String) -> Substring {
        // Bytes, not characters: a project has thousands of paths.
        let package = "/__init__.py".utf8
        let isPackage = path.utf8.suffix(package.count).elementsEqual(package)
        return Substring(path.utf8.dropLast(isPackage ? package.count : ".py".utf8.count))
    }

    /// The file that a module's name means where it is imported, nil where there is none or the choice is unclear.
    /// The name has its leading dots.
    func path(of name: String, importedFrom importer: String) -> String? {
        let dots = name.prefix { $0 == "." }.count
        let words = name.dropFirst(dots).split(separator: ".")
        if dots > 0 { return relative(words, up: dots - 1, importer) }
        guard let last = words.last else { return nil }
        let tail = words.joined(separator: "/")
        let candidates = byLastWord[last, default: []].filter { path in
            let name = Self.withoutSuffix(path).utf8
            guard name.count >= tail.utf8.count else { return false }
            let rest = name.dropLast(tail.utf8.count)
            return name.suffix(tail.utf8.count).elementsEqual(tail.utf8)
                && (rest.isEmpty || rest.last == UInt8(ascii: "/"))
        }
        return nearest(candidates, tail, importer)
    }

    private func relative(_ words: [Substring], up levels: Int, _ importer: String) -> String? {
        var folder = importer.split(separator: "/").dropLast()
        guard levels <= folder.count else { return nil }
        folder = folder.dropLast(levels)
        let target = (folder + words).joined(separator: "/")
        guard let last = words.last ?? folder.last else { return nil }
        return byLastWord[last, default: []].first { Self.withoutSuffix($0) == target }
    }

    /// Several files fit: the one whose root is around the importing file, else the only one there is.
    private func nearest(_ candidates: [String], _ tail: String, _ importer: String) -> String? {
        let rooted = candidates.map { (path: $0, root: Self.withoutSuffix($0).dropLast(tail.count)) }
        // Folders with an `__init__.py` are inside a package and no root.
        let around = rooted.filter { importer.hasPrefix($0.root) }
        let roots = around.filter { !packages.contains($0.root.hasSuffix("/") ? $0.root.dropLast() : $0.root) }
        let preferred = roots.isEmpty ? around : roots
        if let longest = preferred.map(\.root.count).max() {
            let best = preferred.filter { $0.root.count == longest }
            // A package comes before a module of the same name, as in Python.
            return best.count == 1 ? best[0].path : best.first { $0.path.hasSuffix("/__init__.py") }?.path
        }
        return rooted.count == 1 ? rooted[0].path : nil
    }
}
