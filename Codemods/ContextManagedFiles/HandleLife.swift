import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The life of an opened file, with its closes as statements that can be taken out.
struct HandleLife {
    private let life: ValueLife
    private let flow: ValueFlow
    /// Every read of the handle, of its aliases, and of what reads from it, closes left out.
    let uses: [Syntax]
    let closes: [CloseSite]

    init(of targets: [Syntax], openedBy opener: FileOpener, in file: FileContext) {
        flow = .files(opener, in: file)
        life = ValueLife(of: targets, flow) { Reach(of: $1, in: file.flow(around: $1)) }
        let closes = life.closes.map { CloseSite(call: $0.call, handle: $0.value) }
        self.closes = closes.sorted { $0.statement.start < $1.statement.start }
        // What stands in a close statement, its guard say, goes with it.
        uses = life.uses.filter { use in !closes.contains { use.isDescendant(of: $0.statement) } }
    }

    /// `with handle:` items.
    var entered: [Syntax] { life.entered }
    var isPassed: Bool { life.isPassed }
    /// What takes it for a result that may go on using it.
    var passForResult: Syntax? { life.passForResult.flatMap(ValuePass.init)?.call.function }
    var refusal: Refusal<FileReason>? {
        guard let way = life.escape, let exit = life.exit else { return nil }
        return Refusal(way, at: exit)
    }
    /// The first use where a call that nothing is known of takes it.
    var pass: Syntax? { life.passes.first.flatMap(ValuePass.init)?.call.function }
    var hasOpenWriter: Bool { life.hasOpenWriter }
    var alternatives: [Syntax] { life.alternatives }

    /// The first use that is not over when a statement of a suite closes the file. What only asks after that for the file's name or
    /// the like gets the same answer from a block's end.
    func use(after site: CloseSite, in suite: Suite) -> Syntax? {
        uses.first { use in
            !use.isDescendant(of: suite.node) || use.start > site.statement.end && !flow.isData(use)
        }
    }

    /// True for such a question in a suite.
    func isData(_ use: Syntax, in suite: Suite) -> Bool { use.isDescendant(of: suite.node) && flow.isData(use) }

    /// True if the code asks for nothing but the file's name.
    var isOnlyNamed: Bool { uses.allSatisfy { flow.isData($0, ["name", "filename"]) } }

    /// Throws if a function of the project, which nothing else is known of, keeps the handle.
    func checkKeepers(in file: FileContext) throws(Refusal<FileReason>) {
        let summary = CallSummary(file.frameworks, .files)
        for pass in life.passes.compactMap(ValuePass.init) where summary.keeps(pass.argument, in: pass.call) {
            throw Refusal(.handlePassed, about: pass.call.function)
        }
    }

    /// What shows that calls have not kept the handle on a run that leaves it open. Throws if one may have.
    func checkPasses(openedAt opening: Syntax, in file: FileContext) throws(Refusal<FileReason>) -> [Evidence] {
        let summary = CallSummary(file.frameworks, .files)
        let ends = closes.map(\.statement)
        var evidence: [Evidence] = []
        for pass in life.outlivingPasses(madeAt: opening, ends: ends, file.flow(around: opening).graph) {
            guard summary.use(of: pass.argument, in: pass.call) == .consumes,
                let (function, module) = summary.definition(of: pass.call), let name = function.node.child(.name)
            else { throw Refusal(.handlePassed, about: pass.call.function) }
            evidence.append(Evidence(module.path, name.range, "'\(name.text)' is done with the file when it returns"))
        }
        return evidence
    }
}

extension ValueFlow {
    /// Files like the one that a call opens.
    static func files(_ opener: FileOpener, in file: FileContext) -> ValueFlow {
        let model = file.semantics
        let flow = file.flow(around: opener.call)
        let isNamed = opener.openings.allSatisfy { !$0.isNamedByDescriptor(flow) }
        return ValueFlow(isNamed ? .files : .namelessFiles, model) { FileOpener($0, model)?.isAsync == false }
    }
}

extension Refusal<FileReason> {
    /// A use names itself as the expression around it.
    init(_ reason: FileReason, at use: Syntax) {
        let around = [use] + Array(use.ancestors.prefix { !$0.kind.isStatement })
        self.init(reason, about: around.last)
    }

    /// A way out that the handle takes at a use.
    init(_ way: Escape, at use: Syntax) {
        let statement = use.enclosingStatement
        let target = statement?.child(.target)
        let binding = use.ancestors.first { $0.kind == .namedExpression }?.child(.target)
        let taker = ValuePass(of: use)?.call.function
        self =
            switch way {
            case .returned: Refusal(.handleReturned, about: use)
            case .yielded: Refusal(.handleYielded, about: use)
            case .stored: Refusal(.handleStored, about: taker ?? target ?? use.parent)
            case .global: Refusal(.handleGlobal, about: use)
            case .captured: Refusal(.handleCaptured, about: use)
            case .passed: Refusal(.handlePassed, about: taker ?? statement ?? use)
            case .aliased: Refusal(.handleAliased, about: binding ?? target ?? taker ?? use)
            case .standardStream: Refusal(.standardStream, about: target ?? use)
            case .severalOrigins: Refusal(.severalOrigins, about: use.kind == .name ? use : target ?? statement)
            case .rebound: Refusal(.handleRebound, about: use)
            case .deleted: Refusal(.handleDeleted, about: use)
            case .unclear: Refusal(.unclearFlow, about: use)
            }
    }
}
