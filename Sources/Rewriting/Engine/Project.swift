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
}

/// Identifies a fix across passes: its place in the original file and its message.
struct FixKey: Hashable, Sendable {
    let codemod: String
    let path: Path
    let offset: Int
    let message: String

    init(_ codemod: String, _ state: FileState, _ finding: Finding) {
        let located = state.located(finding, codemod, .reported)
        self.codemod = codemod
        path = state.path
        offset = located.range.lowerBound
        message = finding.message
    }
}
