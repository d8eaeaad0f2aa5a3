import FileSystem
import Git
import Inputs
import Rewriting

/// A commit's files in a folder of their own, with other texts for some of them, for a project's tests to run in.
public final class TestTree {
    private let folder: TemporaryFolder
    private let originals: [Path: [UInt8]]
    private var changed: Set<Path> = []
    public let command: String
    /// The number of times that the tests have run.
    public private(set) var runs = 0

    /// The root of the files.
    public var root: Path { folder.path.appending("tree") }

    /// - Parameters:
    ///   - command: for the shell, at the root of the files; exit code 0 means that the tests pass.
    ///   - originals: the files that may be changed, as they are in the commit.
    public init(
        of commit: ObjectID, in repository: Repository, command: String, originals: [Path: [UInt8]]
    ) throws {
        folder = try TemporaryFolder.forWork("redline-verify")
        self.command = command
        self.originals = originals
        do {
            try root.makeFolder()
            try repository.checkOut(commit, into: root)
        } catch {
            folder.remove()
            throw error
        }
    }

    /// Ends the work with the files. The outputs that were kept stay.
    public func remove() { folder.remove() }

    /// What a run of the tests has shown.
    public struct Outcome: Sendable {
        public let exitCode: Int32
        public let output: [UInt8]

        public var passes: Bool { exitCode == 0 }
    }

    /// Runs the tests with these texts instead of the commit's.
    ///
    /// Throws `TestsInterrupted` after Ctrl-C.
    public func run(with texts: [Path: [UInt8]]) throws -> Outcome {
        for path in changed.subtracting(texts.keys) {
            try write(originals[path] ?? [], to: path)
        }
        for (path, text) in texts { try write(text, to: path) }
        changed = Set(texts.keys)
        runs += 1
        let log = folder.path.appending("output")
        let code = try ShellCommand(command, in: root, environment: Self.environment, hiding: Self.repositoryVariables)
            .run(output: log)
        if ShellCommand.isInterrupted(exitCode: code) { throw TestsInterrupted() }
        let output = try FileContents.bytes(at: log, followingLinks: false, limit: .max)
        return Outcome(exitCode: code, output: output)
    }

    private func write(_ text: [UInt8], to path: Path) throws(InputError) {
        let file = root.appending(path)
        do throws(SystemError) { try OutputFile.write(text, to: file) } catch { throw .unwritable(file, error) }
    }

    /// Under a git hook, these would lead the tests to the user's repository: see `git rev-parse --local-env-vars`.
    private static let repositoryVariables = [
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_CONFIG", "GIT_CONFIG_COUNT", "GIT_CONFIG_PARAMETERS",
        "GIT_DIR", "GIT_GRAFT_FILE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NO_REPLACE_OBJECTS",
        "GIT_OBJECT_DIRECTORY", "GIT_PREFIX", "GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
    ]

    /// Python would take a module compiled in the same second from the old text for the new one: it is to keep none.
    private static let environment: [String: Path] = ["PYTHONDONTWRITEBYTECODE": "1"]
}

/// Somebody has pressed Ctrl-C while tests were running.
public struct TestsInterrupted: Error {
    public init() {}
}
