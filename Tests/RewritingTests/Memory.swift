import FileSystem
import Rewriting

/// Files that are nowhere on a disk.
struct Memory: SourceProvider {
    let files: [Path: String]
    var paths: [Path] { files.keys.sorted() }

    func bytes(at path: Path) throws(SkipReason) -> [UInt8] {
        guard let text = files[path] else { throw .unreadable("not there") }
        return Array(text.utf8)
    }
}
