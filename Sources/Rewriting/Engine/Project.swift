import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// The files that fixes affect, and the decisions about them.
struct Project: Sendable {
    let provider: any SourceProvider
    let settings: RunSettings
    let index: ProjectIndex
    var states: [Path: FileState] = [:]
    /// Fixes that failed the verification. They are not tried again until their file has changed.
    private(set) var withdrawn: [FixKey: LocatedFinding] = [:]
    /// Files that were loaded because fixes of other files edit them, and those edits. Their ranges are those of the text before
    /// the run, because that is what codemods see of other files.
    private(set) var shared: [Path: [TextEdit]] = [:]

    mutating func withdraw(_ key: FixKey, _ finding: LocatedFinding) {
        withdrawn[key] = finding
    }

    /// Replaces a file's text. A fix that failed on the old text may succeed on the new one.
    mutating func advance(_ path: Path, to module: ModuleFile, by edits: [TextEdit]) {
        guard let before = states[path]?.tree else { return }
        states[path]?.advance(to: module, by: edits)
        states[path]?.layOut(since: before, by: edits)
        withdrawn = withdrawn.filter { $0.key.path != path }
    }

    /// Loads a file that a fix edits. False if it cannot be rewritten.
    mutating func load(_ path: Path) -> Bool {
        if let state = states[path] { return state.original.isRewritable }
        guard let bytes = try? provider.bytes(at: path),
            let state = try? FileState(parsing: bytes, path: path, settings: settings, index: index),
            state.original.isRewritable
        else { return false }
        states[path] = state
        return true
    }

    /// The edits of other files that are still to be made for a fix; nil if one of these files has been changed in another way.
    func remaining(_ otherFiles: [Path: [TextEdit]]) -> [Path: [TextEdit]]? {
        var found: [Path: [TextEdit]] = [:]
        for (path, edits) in otherFiles {
            let made = shared[path] ?? []
            if edits.allSatisfy(made.contains) { continue }
            guard made.isEmpty, states[path]?.isChanged != true else { return nil }
            found[path] = edits
        }
        return found
    }

    mutating func share(_ edits: [Path: [TextEdit]]) { shared.merge(edits) { $0 + $1 } }
}

/// Identifies a fix across passes: its place in the original file and its message.
struct FixKey: Hashable, Sendable {
    let place: FixPlace
    let message: String

    var path: Path { place.path }

    init(_ codemod: String, _ state: FileState, _ finding: Finding) {
        let located = state.located(finding, codemod, .reported)
        place = FixPlace(codemod: codemod, path: state.path, offset: located.range.lowerBound)
        message = finding.message
    }
}
