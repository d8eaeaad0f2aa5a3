import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Judges what a request does with its session around a task: what a session of the task's own would not see, and what only
/// the task would have committed.
struct RequestWork {
    let file: FileContext
    let use: SessionUse

    private var dependencies: DependencyWork { use.dependencies }
    private typealias Reason = Refusal<TaskReason>

    /// Throws where something is left to be committed by the task.
    func check(_ instances: [Syntax]) throws(Refusal<TaskReason>) {
        if let event = use.events(.prepares).first { throw Reason(.sessionPrepared, about: event.name) }
        if let name = dependencies.preparing { throw Reason(.sessionPrepared, about: name) }
        try checkOtherTasks(instances)
        if let event = use.uncommitted { throw refusal(of: event, instances) }
        if let event = use.uncommittedLater {
            throw Reason(event.leaves == .blocks ? .rowsLocked : .pendingWork, about: event.name)
        }
        if let name = dependencies.leaving, !use.hasCommitted, !use.commitsLater {
            throw Reason(.pendingWork, about: name)
        }
    }

    /// A task that is given the row itself can still read it after another one has deleted it, and see or commit what another one
    /// leaves in the session.
    private func checkOtherTasks(_ instances: [Syntax]) throws(Refusal<TaskReason>) {
        let shared = use.body.flow.analysis { SharedTasks(of: use, in: file) }
        let ofRows = instances.isEmpty ? nil : shared.deleting ?? shared.changing
        guard let task = ofRows ?? shared.leaving else { return }
        throw Reason(.tasksShare, about: task.compactText)
    }

    private func refusal(of event: SessionEvent, _ instances: [Syntax]) -> Refusal<TaskReason> {
        if event.leaves == .blocks { return Reason(.rowsLocked, about: event.name) }
        let isOwn = CallExpression(event.node)?.receiver.map { file.frameworks.type(of: $0)?.session != nil } ?? false
        if isOwn { return Reason(.notCommitted, about: event.name) }
        let isAssigned = CallExpression(event.node) == nil || event.node.child(.function)?.identifier == "setattr"
        if isAssigned, instances.contains(where: { use.body.concerns($0, event) }) {
            return Reason(.unsavedChanges, about: event.changed)
        }
        return Reason(.pendingWork, about: event.name)
    }

    /// Throws where the row may have another key, or be gone, when the task runs, or belong to another session.
    func check(_ name: Syntax, _ type: MappedClass) throws(Refusal<TaskReason>) {
        if use.hasSeveralSessions || dependencies.sources.count > 1 {
            throw Reason(.ambiguousSession, about: name.compactText)
        }
        if mayRollBackLater { throw Reason(.notCommitted, about: name.compactText) }
        let keys = Set(type.primaryKey.map(\.name))
        let later = use.eventsAfter
        if let event = use.events(.unknown).first ?? later.first(where: { $0.work.contains(.unknown) }) {
            throw Reason(.unknownCall, about: event.name)
        }
        if let event = use.events(.deletes).first(where: { mayDelete(name, type, $0) }) {
            throw Reason(.instanceDeleted, about: event.name)
        }
        for event in later {
            if event.work.contains(.deletes) { throw Reason(.instanceDeleted, about: event.name) }
            if event.work.contains(.changes), event.attributes.map({ !$0.isDisjoint(with: keys) }) ?? true {
                throw Reason(.keyChanges, about: event.name)
            }
        }
        try checkElsewhere(name, type)
        let stored = StoredAttributes(type, file)
        for event in use.events(.changes) where use.body.concerns(name, event) {
            // `setattr` with the names of a schema sets columns.
            if let attributes = event.attributes, !attributes.allSatisfy(stored.contains) {
                throw Reason(.unsavedChanges, about: event.changed)
            }
        }
        if file.flow(around: name).definitions.reaching(name).bindings.contains(where: stored.isExceeded) {
            throw Reason(.unsavedChanges, about: name.compactText)
        }
    }

    /// True if a row that a call has added, and perhaps written, may be rolled back before the task is scheduled.
    func mayRollBack(_ binding: Binding) -> Bool {
        guard let made = binding.statement else { return false }
        let graph = use.body.flow.graph
        let adds = use.body.events.contains {
            $0.statement == made && !$0.work.isDisjoint(with: [.adds, .unknown])
        }
        return adds
            && use.body.events.contains { event in
                event.work.contains(.rollsBack) && event.statement != made
                    && graph.mayRun(event.statement, after: made) && graph.mayRun(use.place, after: event.statement)
            }
    }

    /// `session.delete(other)` and `query(Other).delete()` leave the row alone.
    private func mayDelete(_ name: Syntax, _ type: MappedClass, _ event: SessionEvent) -> Bool {
        guard let object = CallExpression(event.node)?.receiver, event.node.child(.function)?.lastName == "delete",
            let receiver = file.frameworks.type(of: object)
        else { return true }
        if receiver.session != nil { return use.body.concerns(name, event) }
        return receiver.facet(QueryType.self).map { $0.mapped == type } ?? true
    }

    // MARK: A flush at the place

    /// True if what is pending may be written at the place as it will be written later: each row is complete, and a conflict
    /// is answered in the same way.
    func canFlush() -> Bool {
        let origin = RowOrigin(use.analysis, use.body)
        let isComplete = use.eventsAfter.allSatisfy { event in
            if event.work == .changes { return event.operands.allSatisfy { origin.kind(of: $0) == .stored } }
            return event.work.isDisjoint(with: [.changes, .unknown, .detaches])
        }
        let around = handlers(around: use.place)
        return isComplete
            && use.body.commits(of: use.session).allSatisfy { handlers(around: $0) == around }
    }

    /// The statements that may answer what is raised at a place.
    private func handlers(around place: Syntax) -> [Syntax] {
        place.ancestors.prefix { $0 != use.body.function.node }.filter {
            $0.kind == .tryStatement || $0.kind == .withStatement
        }
    }

    /// True if a row that is not committed yet may be rolled back and the request end well all the same: it would not be stored.
    var mayRollBackLater: Bool {
        guard let open = use.body.uncommitted(at: use.place, use.session),
            !open.leaves.isDisjoint(with: [.adds, .unknown])
        else { return false }
        return use.eventsAfter.contains { event in
            event.work.contains(.rollsBack) && use.body.reachesEnd(after: event.statement)
        }
    }
}

extension SessionEvent {
    /// What gets another value: the target, or the row that a call is given.
    fileprivate var changed: String {
        CallExpression(node) == nil ? node.compactText : operands.first?.compactText ?? name
    }
}
