import PythonSemantics
import SourceText

/// A run's files as the project index reads them.
struct ProviderModules: ModuleReader {
    let provider: any SourceProvider

    var paths: [String] { provider.projectPaths }

    func source(at path: String) -> SourceText? {
        guard let bytes = try? provider.bytes(at: path) else { return nil }
        return try? SourceText(fileBytes: bytes)
    }
}
