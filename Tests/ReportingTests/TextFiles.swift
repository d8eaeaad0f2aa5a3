import FileSystem
import Rewriting

/// Files in memory.
struct TextFiles: SourceProvider {
    let texts: [Path: String]
    var paths: [Path] { texts.keys.sorted() }

    func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        guard let text = texts[path] else { throw .unreadable("not given") }
        return Array(text.utf8)
    }
}
