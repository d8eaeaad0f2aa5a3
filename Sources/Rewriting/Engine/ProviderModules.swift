import FileSystem
import PythonSemantics
import SourceText
import Synchronization

/// Supplies the project index with a run's files.
final class ProviderModules: ModuleReader {
    private struct State {
        /// By text: the files of the run that contain it, as the survey noted them.
        var noted: [String: [Path]] = [:]
        var searches = 0
    }

    let provider: any SourceProvider
    let paths: [Path]
    private let state = Mutex(State())
    private let words = Mutex<WordIndex?>(nil)
    /// An index takes as long as about so many searches.
    private static let searchesBeforeIndex = 4

    init(provider: any SourceProvider) {
        self.provider = provider
        paths = provider.projectPaths
    }

    func source(at path: Path) -> SourceText? {
        guard let bytes = try? provider.bytes(at: path) else { return nil }
        return try? SourceText(fileBytes: bytes)
    }

    /// Keeps which files of the run contain some texts, so that they are not read for it again.
    func note(_ texts: [String: [Path]]) { state.withLock { $0.noted = texts } }

    func paths(containing text: String) -> [Path] {
        guard let noted = state.withLock({ $0.noted[text] }) else { return search(for: text, in: paths) }
        let isOfRun = Set(provider.paths)
        let others = paths.filter { !isOfRun.contains($0) }
        return others.isEmpty ? noted : (noted + search(for: text, in: others)).sorted()
    }

    func paths(mentioning word: String) -> [Path] {
        let searches = state.withLock { state in
            state.searches += 1
            return state.searches
        }
        let candidates = searches > Self.searchesBeforeIndex ? indexed(word) : search(for: word, in: paths)
        return candidates.filter { source(at: $0)?.mentions(word) ?? false }
    }

    private func search(for text: String, in paths: [Path]) -> [Path] {
        guard text.utf8.count >= Needle.minimumLength else {
            return paths.filter { source(at: $0)?.contains(text) ?? false }
        }
        let search = NeedleSearch([Needle(stringLiteral: text)])
        return paths.filter { path in
            guard let bytes = try? provider.bytes(at: path) else { return false }
            return search.containsAny(bytes, in: bytes.indices)
        }
    }

    /// The first thread that gets here makes the index, on all processors; others wait.
    private func indexed(_ word: String) -> [Path] {
        let index = words.withLock { known in
            let index = known ?? WordIndex(count: paths.count) { try? provider.bytes(at: paths[$0]) }
            known = index
            return index
        }
        return index.candidates(for: word).map { paths[$0] }
    }
}
