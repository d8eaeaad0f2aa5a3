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
        life = ValueLife(of: targets, .files(file.semantics)) { _, target in
            let flow = file.flow(around: target)
            let reach = ReachingUses(of: target, flow)
            let rivals = reach.rivals.map {
                Reach.Rival(name: $0, isExclusive: flow.areExclusive(target, $0))
            }
            return Reach(
                uses: reach.uses, rivals: rivals, goesRound: reach.goesRound, isComplete: reach.isComplete)
        }
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

    /// A call that may keep the handle, after which a run may leave it open for good: by the function's end, or by coming to the
    /// opening again. On such a run nothing shows that the code at hand owns the file.
    func keeper(of opening: Syntax, in file: FileContext) -> CallExpression? {
        let graph = file.flow(around: opening).graph
        let closed = graph.barrier(closes.map(\.statement), at: .start)
        let summary = CallSummary(file.frameworks, .files)
        return life.passes.lazy.compactMap(HandlePass.init).first { pass in
            guard pass.mayOutlive(closed, opening, graph) else { return false }
            return summary.use(of: pass.argument, in: pass.call) != .consumes
        }?.call
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
