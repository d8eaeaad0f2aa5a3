import FileSystem
import Foundation
import PythonSyntax
import Rewriting
import SourceText

/// A real file to cut from, its pieces worked out once.
struct Seed: Sendable {
    let path: Path
    let bytes: [UInt8]
    let pieces: Pieces
    /// Statements that are no larger than a small program, the largest ones only.
    let fragments: [Range<Int>]
    /// Those that some codemod looks at.
    let interesting: [Range<Int>]
    /// The other files of its folder: its project, where that is small.
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
        // From the end, so that a statement comes before those within it.
        for id in (0..<UInt32(tree.nodeCount)).reversed() {
            let node = tree.node(id)
            guard node.kind.isStatement, fragmentSizes.contains(node.range.count) else { continue }
            if let last = found.last, last.lowerBound <= node.start { continue }
            found.append(node.range)
        }
        return found
    }

    /// A statement with its indentation taken away.
    func program(_ fragment: Range<Int>) -> [UInt8] {
        Reindentation.moved(
            bytes[fragment], from: Reindentation.indentation(at: fragment.lowerBound, in: bytes), to: [])
            + [0x0A]
    }
}

/// The files that inputs are made of.
struct Seeds: Sendable {
    let files: [Seed]
    /// Those with a fragment that some codemod looks at.
    let interesting: [Seed]

    static let maximumSize = 64 << 10
    /// Files of a folder that count as one project.
    static let maximumNeighbours = 12

    /// At most `limit` files of each folder, evenly chosen in the order of their paths.
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
