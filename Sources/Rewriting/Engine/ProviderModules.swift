import FileSystem
import PythonSemantics
import SourceText

/// Supplies the project index with a run's files.
struct ProviderModules: ModuleReader {
    let provider: any SourceProvider

    var paths: [Path] { provider.projectPaths }

    func source(at path: Path) -> SourceText? {
        guard let bytes = try? provider.bytes(at: path) else { return nil }
        return try? SourceText(fileBytes: bytes)
    }
}
