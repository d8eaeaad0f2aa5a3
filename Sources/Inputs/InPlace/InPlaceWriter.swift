import FileSystem
import Rewriting

/// Replaces the files of a working tree: all of a run's or none.
public struct InPlaceWriter {
    private let tree: WorkingTree
    private let permissions: InPlacePermissions

    public init(_ tree: WorkingTree, _ permissions: InPlacePermissions) {
        self.tree = tree
        self.permissions = permissions
    }

    /// The changes that must not be written, each with its reason.
    public func refusals(of changes: [FileChange]) -> [InPlaceRefusal] {
        var check = InPlaceCheck(tree, permissions)
        return changes.compactMap { check.refusal(of: $0.path) }
    }

    /// One file being replaced.
    private struct Step {
        let change: FileChange
        let replacement: FileReplacement
    }

    /// Writes all temporary files, then swaps each with its file; signals that would end the process wait during the
    /// swaps. If a step fails, everything is undone; the error names any file that could not be restored.
    public func write(_ changes: [FileChange]) throws(InPlaceFailure) {
        try SignalMask.blocked { () throws(InPlaceFailure) in
            let steps = try prepare(changes)
            defer { for folder in Set(steps.map(\.replacement.target.folder)) { FileReplacement.synchronize(folder) } }
            try swap(steps)
            for step in steps { step.replacement.discard() }
        }
    }

    private func prepare(_ changes: [FileChange]) throws(InPlaceFailure) -> [Step] {
        var steps: [Step] = []
        do throws(InPlaceFailure) {
            for (number, change) in changes.enumerated() {
                if SignalMask.isPending { throw .interrupted }
                let target = tree.absolutePath(of: change.path)
                guard isUnchanged(target, change) else { throw .changedDuringRun(change.path) }
                do throws(SystemError) {
                    let replacement = try FileReplacement(
                        of: target, with: change.after, temporary: Leftovers.name(number))
                    steps.append(Step(change: change, replacement: replacement))
                } catch {
                    throw .nothingWritten(change.path, error)
                }
            }
        } catch {
            for step in steps { step.replacement.discard() }
            throw error
        }
        return steps
    }

    private func swap(_ steps: [Step]) throws(InPlaceFailure) {
        for (index, step) in steps.enumerated() {
            do throws(SystemError) {
                try step.replacement.swap()
            } catch {
                throw undone(steps[..<index], of: steps, .nothingWritten(step.change.path, error))
            }
            // If the content that was swapped out is not what the fix was made from, somebody else wrote the file.
            guard isUnchanged(step.replacement.temporary, step.change) else {
                throw undone(steps[...index], of: steps, .changedDuringRun(step.change.path))
            }
        }
    }

    private func isUnchanged(_ file: Path, _ change: FileChange) -> Bool {
        let current = try? FileContents.bytes(at: file, followingLinks: false, limit: change.before.count)
        return current == change.before
    }

    /// Swaps back in reverse order. Old content that cannot be put back is kept beside its file.
    private func undone(_ swapped: ArraySlice<Step>, of steps: [Step], _ failure: InPlaceFailure) -> InPlaceFailure {
        var stuck: [Step] = []
        for step in swapped.reversed() {
            do throws(SystemError) { try step.replacement.undo() } catch { stuck.append(step) }
        }
        let kept = Set(stuck.map(\.replacement.temporary))
        for step in steps where !kept.contains(step.replacement.temporary) { step.replacement.discard() }
        guard !stuck.isEmpty else { return failure }
        let originals = stuck.reversed().enumerated().map { number, step in
            InPlaceFailure.Original(
                path: tree.absolutePath(of: step.change.path),
                copy: step.replacement.keep(as: Leftovers.originalName(number)))
        }
        return .partlyWritten(originals, of: steps.count, because: failure.message)
    }
}

/// Why an in-place run failed.
public indirect enum InPlaceFailure: Error, Sendable {
    /// A file that has its new content, and the path of its old content; both absolute.
    public struct Original: Sendable {
        public let path: Path
        public let copy: Path
    }

    case nothingWritten(Path, SystemError)
    case changedDuringRun(Path)
    case interrupted
    case partlyWritten([Original], of: Int, because: String)

    public var message: String {
        switch self {
        case .nothingWritten(let path, let error): "nothing was written: cannot replace '\(path)': \(error.message)"
        case .changedDuringRun(let path): "nothing was written: '\(path)' changed during the run"
        case .interrupted: "interrupted; nothing was written"
        case .partlyWritten(let written, let count, let why):
            "\(written.count) of \(count) files written, the others unchanged: \(why)"
        }
    }

    public var hint: String? {
        switch self {
        case .nothingWritten, .interrupted: nil
        case .changedDuringRun: "run the command again"
        case .partlyWritten(let written, _, _):
            "to undo: " + written.map { "mv '\($0.copy)' '\($0.path)'" }.joined(separator: "; ")
        }
    }
}
