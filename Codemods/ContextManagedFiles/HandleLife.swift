import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The life of an opened file, with its closes as statements that can be taken out.
struct HandleLife {
    private let life: ValueLife
    /// Every read of the handle, of its aliases, and of what reads from it, closes left out.
    let uses: [Syntax]
    let closes: [CloseSite]

    init(of targets: [Syntax], in file: FileContext) {
        life = ValueLife(of: targets, .files(file.semantics)) { Reach(of: $1, in: file.flow(around: $1)) }
        let closes = life.closes.map { CloseSite(call: $0.call, handle: $0.value) }
        self.closes = closes.sorted { $0.statement.start < $1.statement.start }
        // What stands in a close statement, its guard say, goes with it.
        uses = life.uses.filter { use in !closes.contains { use.isDescendant(of: $0.statement) } }
    }

    /// `with handle:` items.
    var entered: [Syntax] { life.entered }
    var isPassed: Bool { life.isPassed }
    var isPassedForResult: Bool { life.isPassedForResult }
    var refusal: FileReason? { life.escape.map(FileReason.init) }
    var hasOpenWriter: Bool { life.hasOpenWriter }
    var alternatives: [Syntax] { life.alternatives }

    /// A call that may have kept the handle on a run that leaves it open.
    func keeper(openedAt opening: Syntax, in file: FileContext) -> CallExpression? {
        let summary = CallSummary(file.frameworks, .files)
        return life.keeper(madeAt: opening, ends: closes.map(\.statement), file.flow(around: opening), summary)
    }
}

extension ValueFlow {
    /// Files, and how they are opened.
    static func files(_ model: SemanticModel) -> ValueFlow {
        ValueFlow(.files, model) { FileOpener($0, model)?.isAsync == false }
    }
}

extension FileReason {
    init(_ escape: Escape) {
        self =
            switch escape {
            case .returned: .handleReturned
            case .yielded: .handleYielded
            case .stored: .handleStored
            case .global: .handleGlobal
            case .captured: .handleCaptured
            case .passed: .handlePassed
            case .aliased: .handleAliased
            case .standardStream: .standardStream
            case .severalOrigins: .severalOrigins
            case .rebound: .handleRebound
            case .deleted: .handleDeleted
            case .unclear: .unclearFlow
            }
    }
}
