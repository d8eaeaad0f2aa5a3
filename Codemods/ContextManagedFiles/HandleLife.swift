import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Everything that happens to an opened file through the name it was given.
struct HandleLife {
    /// Every read of the handle, of its aliases, and of what reads from it, closes left out.
    private(set) var uses: [Syntax] = []
    private(set) var closes: [CloseSite] = []
    /// `with handle:` items.
    private(set) var entered: [Syntax] = []
    /// Calls that nothing is known of take the handle: this code has to show that it owns it.
    private(set) var isPassed = false
    /// One of them gives a result back, which may go on reading from the handle.
    private(set) var isPassedForResult = false
    private(set) var refusal: FileReason?
    /// A writer around the handle, never closed itself, that is flushed only when it goes away.
    private(set) var hasOpenWriter = false
    /// Statements of other branches that open a file under the same name; one of the branches runs.
    private(set) var alternatives: [Syntax] = []

    private let file: FileContext
    private var model: SemanticModel { file.semantics }
    private var followed: Set<Syntax> = []

    init(of targets: [Syntax], in file: FileContext) {
        self.file = file
        for target in targets { follow(target) }
        // What stands in a close statement, its guard say, goes with it.
        let closing = closes.map(\.statement)
        uses.removeAll { use in closing.contains { use.isDescendant(of: $0) } }
        uses.sort { $0.start < $1.start }
        closes.sort { $0.statement.start < $1.statement.start }
    }

    private mutating func refuse(_ reason: FileReason) {
        if refusal == nil { refusal = reason }
    }

    /// Follows one binding of a name. Aliases lead to more.
    private mutating func follow(_ target: Syntax) {
        guard followed.insert(target).inserted, let variable = model.variable(of: target) else { return }
        let home = variable.scope
        if variable.isDeclaredInside || home != model.scope(of: target).withoutComprehensions {
            return refuse(.handleGlobal)
        }
        if home.kind == .class { return refuse(.handleStored) }
        let flow = file.flow(around: target)
        let reach = ReachingUses(of: target, flow)
        if reach.goesRound { return refuse(.unclearFlow) }
        for use in reach.uses {
            if let reason = escape(of: use, from: home) { return refuse(reason) }
            if use.role == .target, use.enclosingStatement?.kind == .deleteStatement { return refuse(.handleDeleted) }
            take(use)
            if refusal != nil { return }
        }
        if !reach.isComplete { return refuse(.severalOrigins) }
        let (openings, rivals) = partition(reach.rivals, around: target, flow.graph)
        alternatives += openings
        if !rivals.isEmpty, !isRebindingOfItself(rivals, target) {
            let later = rivals.contains { $0.start > target.start && !flow.graph.areExclusive(target, $0) }
            refuse(later ? .handleRebound : .severalOrigins)
        }
    }

    /// Openings in branches beside the target's own, and every other rival.
    private func partition(
        _ rivals: [Syntax], around target: Syntax, _ graph: FlowGraph
    ) -> (openings: [Syntax], others: [Syntax]) {
        var openings: [Syntax] = []
        var others: [Syntax] = []
        for rival in rivals {
            if let statement = rival.enclosingStatement, graph.areExclusive(target, rival),
                let value = statement.child(.value)?.withoutParentheses, FileOpener(value, model)?.isAsync == false
            {
                openings.append(statement)
            } else {
                others.append(rival)
            }
        }
        return (openings, others)
    }

    /// `f = None` in front is no origin: the value is never a file.
    private func isRebindingOfItself(_ rivals: [Syntax], _ target: Syntax) -> Bool {
        rivals.allSatisfy { rival in
            rival.start < target.start && rival.enclosingStatement?.child(.value)?.isNone == true
        }
    }

    private func escape(of use: Syntax, from home: Scope) -> FileReason? {
        var scope: Scope? = model.scope(of: use)
        while let current = scope, current != home {
            switch current.kind {
            case .function: return home.kind == .module ? .handleGlobal : .handleCaptured
            case .class: return .handleStored
            default: scope = current.parent
            }
        }
        return nil
    }

    private mutating func take(_ use: Syntax) {
        switch HandleFlow.of(use, model) {
        case .consumed:
            uses.append(use)
            if HandleFlow.isBuffered(use, model) { hasOpenWriter = true }
        case .closed(let call):
            let site = CloseSite(call: call, handle: use)
            // Closing what reads from the handle is a use of it.
            closes.append(site)
        case .entered(let item):
            uses.append(use)
            if item.child(.context)?.withoutParentheses == use.withoutParentheses {
                entered.append(item)
            } else if let target = item.child(.target), target.kind == .name {
                // `with tarfile.open(fileobj=handle) as archive:` closes the archive, not the handle.
                followDependent(target)
            }
        case .passed(let isResultDropped):
            isPassed = true
            if !isResultDropped { isPassedForResult = true }
            uses.append(use)
        case .named(let name):
            uses.append(use)
            followDependent(name, isWriter: HandleFlow.isBuffered(use, model))
        case .refused(let reason): refuse(reason)
        }
    }

    /// A reader made from the handle lives as long as its own uses; what escapes through it escapes.
    private mutating func followDependent(_ name: Syntax, isWriter: Bool = false) {
        let enteredBefore = entered.count
        let closesBefore = closes.count
        follow(name)
        // Closing a dependent, a writer around the file say, does not close the file for sure.
        let dependentCloses = closes[closesBefore...]
        if isWriter, dependentCloses.isEmpty, entered.count == enteredBefore { hasOpenWriter = true }
        uses += dependentCloses.map(\.call)
        closes.removeSubrange(closesBefore...)
    }
}
