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
    private let pathsOfRun: Set<Path>
    /// Files of the project that the run leaves out: nothing was noted about them.
    private let outsideOfRun: [Path]
    private let state = Mutex(State())
    private let words = Mutex<WordIndex?>(nil)
    /// An index takes as long as about so many searches.
    private static let searchesBeforeIndex = 4

    init(provider: any SourceProvider) {
        self.provider = provider
        paths = provider.projectPaths
        let pathsOfRun = Set(provider.paths)
        self.pathsOfRun = pathsOfRun
        outsideOfRun = paths.filter { !pathsOfRun.contains($0) }
    }

    func source(at path: Path) -> SourceText? { bytes(at: path).flatMap { try? SourceText(fileBytes: $0) } }

    func bytes(at path: Path) -> [UInt8]? { try? provider.bytes(at: path) }

    func mayEdit(_ path: Path) -> Bool { pathsOfRun.contains(path) }

    /// Keeps which files of the run contain some texts, so that they are not read for it again.
    func note(_ texts: [String: [Path]]) { state.withLock { $0.noted = texts } }

    func paths(containing text: String) -> [Path] {
        guard let noted = state.withLock({ $0.noted[text] }) else { return paths(containing: text, among: paths) }
        return outsideOfRun.isEmpty ? noted : (noted + paths(containing: text, among: outsideOfRun)).sorted()
    }

    func paths(containing text: String, among paths: [Path]) -> [Path] {
        let search = ByteSearch(text)
        return files(among: paths) { search.occurs(in: $0) }
    }

    func paths(mentioning word: String) -> [Path] {
        let searches = state.withLock { state in
            state.searches += 1
            return state.searches
        }
        let search = ByteSearch(word)
        let candidates = searches > Self.searchesBeforeIndex ? indexed(word) : paths
        return files(among: candidates) { search.isMentioned(in: $0) }
    }

    private func files(among paths: [Path], where isSought: ([UInt8]) -> Bool) -> [Path] {
        paths.filter { path in (try? provider.bytes(at: path)).map(isSought) ?? false }
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
