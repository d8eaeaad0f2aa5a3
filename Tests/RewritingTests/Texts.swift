import FileSystem
import PythonSemantics
import SourceText

/// A project whose files exist only in a test.
struct Texts: ModuleReader {
    let files: [Path: String]
    var paths: [Path] { files.keys.sorted() }
    func source(at path: Path) -> SourceText? { files[path].map { SourceText(utf8: $0) } }
}
