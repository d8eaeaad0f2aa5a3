import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// The files of a run that fixes concern, and what was decided about them.
struct Project: Sendable {
    let provider: any SourceProvider
    let settings: RunSettings
    let index: ProjectIndex
    var states: [Path: FileState] = [:]
    /// Fixes that failed the verification. They are not tried again before their file has changed.
    private(set) var withdrawn: [FixKey: LocatedFinding] = [:]

    mutating func withdraw(_ key: FixKey, _ finding: LocatedFinding) {
        withdrawn[key] = finding
    }

    /// Goes on with a file's next text, in which a fix that failed may do.
    mutating func advance(_ path: Path, to module: ModuleFile, by edits: [TextEdit]) {
        states[path]?.advance(to: module, by: edits)
        withdrawn = withdrawn.filter { $0.key.path != path }
    }

    /// Makes sure that a file which a fix reaches into is there. False where it cannot be rewritten.
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

/// A fix's identity from pass to pass: its place in the original file and what it says.
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
