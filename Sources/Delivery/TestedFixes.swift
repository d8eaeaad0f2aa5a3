import FileSystem
import Git
import Reporting
import Rewriting

/// The fixes of a run with which a project's tests still pass, and what the tests can tell about them at all.
public struct TestedFixes: Sendable {
    public let command: String
    /// With these, the tests pass.
    public let kept: Set<FixPlace>
    /// The tests fail with each of them, in the order of files and places.
    public let dropped: [Dropped]
    /// Files whose changed functions can raise an error without a test that fails: passing tests say nothing about them.
    public let notExercised: Set<Path>
    /// How often the tests ran.
    public let runs: Int

    /// A fix with which the tests fail.
    public struct Dropped: Sendable {
        public let place: FixPlace
        public let findings: [LocatedFinding]
        /// What the tests printed.
        public let output: [UInt8]
    }

    /// The tests fail before anything is changed.
    public struct FailsWithoutFixes: Error {
        public let exitCode: Int32
        /// What the tests printed.
        public let output: [UInt8]
    }

    public enum Step: Sendable, Hashable {
        case withoutFixes
        case withError(in: Path)
        case with(fixes: Int)
    }

    /// - Parameters:
    ///   - result: with all fixes that are wanted.
    ///   - making: the same run with only some of its fixes.
    ///   - progress: called before each run of the tests.
    ///
    /// Throws `FailsWithoutFixes`, `TestsInterrupted`, what `making` throws, and errors of the file system.
    public init(
        of result: RunResult, in tree: TestTree, making: (Set<FixPlace>) throws -> RunResult,
        progress: (Step) -> Void = { _ in }
    ) throws {
        command = tree.command
        progress(.withoutFixes)
        let before = try tree.run(with: [:])
        guard before.passes else { throw FailsWithoutFixes(exitCode: before.exitCode, output: before.output) }
        notExercised = try Self.notExercised(result, tree, progress)
        let fixes = result.fixes
        var outputs: [Set<FixPlace>: [UInt8]] = [:]
        let search = try FixBisection(fixes.map(\.place)) { places in
            progress(.with(fixes: places.count))
            let texts = try making(places).changes.map { ($0.path, $0.after) }
            let outcome = try tree.run(with: Dictionary(texts) { first, _ in first })
            if !outcome.passes { outputs[places] = outcome.output }
            return outcome.passes
        }
        kept = Set(search.kept)
        let findings = Dictionary(fixes.map { ($0.place, $0.findings) }) { first, _ in first }
        dropped = search.failures.map { failure in
            Dropped(
                place: failure.fix, findings: findings[failure.fix] ?? [], output: outputs[failure.together] ?? [])
        }.sorted { $0.place < $1.place }
        runs = tree.runs
    }

    /// Plants errors in one file after another.
    private static func notExercised(
        _ result: RunResult, _ tree: TestTree, _ progress: (Step) -> Void
    ) throws -> Set<Path> {
        var found: Set<Path> = []
        for change in result.changes {
            let places = result.findings.filter { $0.path == change.path && $0.fix != nil }.map(\.range.lowerBound)
            let offsets = places.isEmpty ? change.edits.map(\.range.lowerBound) : places
            guard let text = PlantedError.text(change.before, at: offsets) else {
                found.insert(change.path)
                continue
            }
            progress(.withError(in: change.path))
            if try tree.run(with: [change.path: text]).passes { found.insert(change.path) }
        }
        return found
    }
}
