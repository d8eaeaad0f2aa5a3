import FileSystem
import Foundation
import PythonSyntax
import Rewriting
import SourceText

/// A real file to cut pieces from, with the pieces precomputed.
struct Seed: Sendable {
    let path: Path
    let bytes: [UInt8]
    let pieces: Pieces
    /// The largest statements that are still no larger than a small program.
    let fragments: [Range<Int>]
    /// Those in which some codemod looks at something.
    let interesting: [Range<Int>]
    /// The other files of its folder, if that is small enough to be a project.
    let neighbours: [Path: [UInt8]]

    static let fragmentSizes = 40...3_000

    init?(path: Path, bytes: [UInt8], neighbours: [Path: [UInt8]], prefilters: PrefilterSet) {
        guard let source = try? SourceText(fileBytes: bytes), source.isRewritable,
            let tree = try? SyntaxTree(parsing: source)
        else { return nil }
        self.path = path
        self.bytes = bytes
        self.neighbours = neighbours
        pieces = Pieces(tree)
        fragments = Self.fragments(of: tree)
        interesting = fragments.filter { range in
            prefilters.admitted(Array(bytes[range])) != nil
        }
    }

    private static func fragments(of tree: SyntaxTree) -> [Range<Int>] {
        var found: [Range<Int>] = []
        // Backwards, so that a statement comes before those inside it.
        for id in (0..<UInt32(tree.nodeCount)).reversed() {
            let node = tree.node(id)
            guard node.kind.isStatement, fragmentSizes.contains(node.range.count) else { continue }
            if let last = found.last, last.lowerBound <= node.start { continue }
            found.append(node.range)
        }
        return found
    }

    /// A statement without its indentation.
    func program(_ fragment: Range<Int>) -> [UInt8] {
        Reindentation.moved(
            bytes[fragment], from: Reindentation.indentation(at: fragment.lowerBound, in: bytes), to: [])
            + [0x0A]
    }
}

/// The files from which inputs are made.
struct Seeds: Sendable {
    let files: [Seed]
    /// Seeds with a fragment in which some codemod looks at something.
    let interesting: [Seed]

    static let maximumSize = 64 << 10
    /// A folder with at most this many files counts as one project.
    static let maximumNeighbours = 12

    /// At most `limit` files per folder, evenly spaced in the order of their paths.
    init(folders: [String], limit: Int, codemods: [any Codemod]) {
        let prefilters = PrefilterSet(codemods.map(\.prefilter))
        var files: [Seed] = []
        for folder in folders {
            let paths = Self.paths(below: folder)
            let step = max(1, paths.count / max(1, limit))
            for index in stride(from: 0, to: paths.count, by: step) {
                if let seed = Self.seed(paths[index], in: folder, prefilters) { files.append(seed) }
            }
        }
        self.files = files.filter { !$0.fragments.isEmpty }
        interesting = files.filter { !$0.interesting.isEmpty }
    }

    private static func seed(_ path: String, in folder: String, _ prefilters: PrefilterSet) -> Seed? {
        guard let bytes = contents(folder + "/" + path) else { return nil }
        let parts = path.split(separator: "/").map(String.init)
        let parent = parts.dropLast().joined(separator: "/")
        var neighbours: [Path: [UInt8]] = [:]
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + parent)) ?? []
        let sources = names.filter { $0.hasSuffix(".py") && $0 != parts.last }.sorted()
        if sources.count < maximumNeighbours {
            for name in sources { neighbours[Path(name)] = contents("\(folder)/\(parent)/\(name)") }
        }
        return Seed(path: Path(parts.last ?? path), bytes: bytes, neighbours: neighbours, prefilters: prefilters)
    }

    private static func contents(_ path: String) -> [UInt8]? {
        guard let data = FileManager.default.contents(atPath: path), data.count <= maximumSize else { return nil }
        return [UInt8](data)
    }

    private static func paths(below folder: String) -> [String] {
        let entries = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return entries.filter { $0.hasSuffix(".py") }.sorted()
    }
}
