import FileSystem
import Inputs
import Rewriting

/// A project's formatter: a shell command that reads a file from standard input and writes it formatted. The variable `REDLINE_FILE` has
/// the file's path.
public struct SourceFormatter: Sendable {
    private let command: String
    /// Where the formatter finds its configuration. Nothing is written there.
    private let root: Path

    public init(_ command: String, in root: Path) {
        self.command = command
        self.root = root
    }

    /// Why the formatter could not be used.
    public struct Failure: Error {
        public let path: Path
        public let exitCode: Int32
        /// The last line that the formatter printed on standard error.
        public let message: String
    }

    /// Formats each changed file that the formatter leaves as it was before the fixes, in every step of a result. Other files stay.
    /// Returns the formatted files.
    ///
    /// Throws `Failure` if the formatter fails on a text, or makes something of it that is not the same Python.
    @discardableResult
    public func format(_ result: inout RunResult) throws -> [Path] {
        let folder = try TemporaryFolder.forWork("redline-format")
        defer { folder.remove() }
        let paths = try result.changes.filter { try output($0.before, $0.path, folder.path) == $0.before }.map(\.path)
        let formatted = Set(paths)
        var known: [[UInt8]: [UInt8]] = [:]
        func text(_ bytes: [UInt8], of path: Path) throws -> [UInt8] {
            if let text = known[bytes] { return text }
            let text = try output(bytes, path, folder.path)
            guard CodeEquality.isSame(bytes, text) else {
                throw Failure(path: path, exitCode: 0, message: "its output is not the same code")
            }
            known[bytes] = text
            return text
        }
        func format(_ change: FileChange) throws -> FileChange {
            guard formatted.contains(change.path) else { return change }
            return FileChange(
                path: change.path, before: try text(change.before, of: change.path),
                after: try text(change.after, of: change.path), edits: change.edits)
        }
        result.changes = try result.changes.map(format)
        result.stages = try result.stages.map { try $0.replacing($0.changes.map(format)) }
        return paths
    }

    private func output(_ bytes: [UInt8], _ path: Path, _ folder: Path) throws -> [UInt8] {
        let (input, output) = (folder.appending("input"), folder.appending("output"))
        let errors = folder.appending("errors")
        do throws(SystemError) { try FileContents.replace(input, with: bytes) } catch {
            throw InputError.unwritable(input, error)
        }
        let shell = ShellCommand(command, in: root, environment: ["REDLINE_FILE": path])
        let code = try shell.run(input: input, output: output, errors: errors)
        if ShellCommand.isInterrupted(exitCode: code) { throw TestsInterrupted() }
        guard code == 0 else {
            let text = try FileContents.bytes(at: errors, followingLinks: false, limit: 1 << 20)
            let last = String(decoding: text, as: UTF8.self).split(separator: "\n").last.map(String.init)
            throw Failure(path: path, exitCode: code, message: last ?? "")
        }
        return try FileContents.bytes(at: output, followingLinks: false, limit: .max)
    }
}
