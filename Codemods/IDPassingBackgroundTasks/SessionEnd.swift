import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// When FastAPI ends the dependency that gives a request its session, by the versions that the project requires.
struct SessionEnd {
    enum Time {
        case beforeTasks
        /// When all tasks have run.
        case afterTasks
        /// Like that, but before them in versions that follow.
        case afterTasksSoFar
        /// The project allows versions of both kinds.
        case dependsOnVersion
    }

    let time: Time
    /// The oldest version that the project requires.
    private let version: String

    /// The first version that ends dependencies before the tasks, and the first that no longer does.
    private static let change = PackageVersion(0, 106)
    private static let reversal = PackageVersion(0, 118)

    /// Nil if no dependency that ends gives the session, or the version does not matter.
    init?(of use: SessionUse, given: Syntax?, in file: FileContext) {
        let sources = use.dependencies.sources
        guard !sources.isEmpty, !use.dependencies.endsBeforeResponse, !use.hasSeveralSessions,
            sources.keys.allSatisfy({ FunctionDefinition($0)?.isGenerator ?? false }),
            use.session.map({ $0.variable.map(Self.isParameter) ?? false }) ?? (given == nil)
        else { return nil }
        self.init(required: RequiredVersions(file.project).ranges(of: "fastapi", near: file.path))
    }

    init(required ranges: [VersionRange]) {
        let times = Set(ranges.map(Self.time))
        time = times.count == 1 ? times.first ?? .dependsOnVersion : .dependsOnVersion
        let lowest = ranges.compactMap(\.lowest).min()
        let isPinned = ranges.allSatisfy(\.isPinned)
        version = lowest.map { $0.description + (isPinned ? "" : " and later") } ?? "before \(Self.change)"
    }

    private static func isParameter(_ variable: Variable) -> Bool {
        variable.bindings.allSatisfy { $0.kind == .parameter }
    }

    private static func time(_ range: VersionRange) -> Time {
        if range.isAll(from: reversal) { return .afterTasks }
        if range.isAll(before: change) { return .afterTasksSoFar }
        return range.isAll(from: change) && range.isAll(before: reversal) ? .beforeTasks : .dependsOnVersion
    }

    /// What messages add.
    var clause: String {
        switch time {
        case .beforeTasks: "FastAPI \(version) closes the session before it runs"
        case .dependsOnVersion: "FastAPI 0.106 to 0.117 closes the session before it runs"
        case .afterTasksSoFar: "FastAPI 0.106 to 0.117 closes the session before it runs, \(version) does not"
        case .afterTasks: "FastAPI \(version) closes the session only after it has run"
        }
    }
}
