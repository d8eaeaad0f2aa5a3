import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Judges whether an instance's primary key can be read where a task is added, and whether the row is there for another
/// session when the task runs.
struct KeyAvailability {
    let file: FileContext
    let use: SessionUse
    let opening: SessionOpening
    let work: RequestWork

    /// What has to be done so that the key can be read.
    enum Verdict {
        case readable
        /// The row is added but not written yet.
        case needsFlush
    }

    /// Throws the reason where the key cannot be shown to be there.
    ///
    /// - Parameter readsColumns: the task reads nothing else of the row.
    func judge(
        _ name: Syntax, _ type: MappedClass, mayBeNone: Bool, readsColumns: Bool
    ) throws(Refusal<TaskReason>) -> Verdict {
        if let event = use.closing { throw Refusal(.sessionClosed, about: event.name) }
        let flow = file.flow(around: name)
        if mayBeNone, !NeverNone(file).holds(name) {
            throw Refusal(.mayBeNone, about: name.compactText)
        }
        let reaching = flow.definitions.reaching(name)
        guard reaching.isComplete, !reaching.bindings.isEmpty else {
            throw Refusal(.argumentUnclear, about: name.compactText)
        }
        var verdict = Verdict.readable
        for binding in reaching.bindings {
            if work.mayRollBack(binding) { throw Refusal(.notCommitted, about: name.compactText) }
            if case .needsFlush = try judge(binding, name, type) { verdict = .needsFlush }
        }
        try work.check(name, type)
        if opening.keepsAttributes,
            let changed = ChangeInPlace(file: file, body: use.body).first(of: name, type, before: use.place)
        {
            throw Refusal(.unsavedChanges, about: changed.compactText)
        }
        try checkExpiry(of: name)
        if case .readable = verdict { try checkReload(of: name) }
        if !readsColumns, EagerLoading(file, type, isAsync: opening.type.isAsync).isUsed(for: name, use) {
            throw Refusal(.eagerLoading, about: name.compactText)
        }
        return verdict
    }

    /// Throws where the key of a row has to be read from the database again, and cannot be.
    private func checkExpiry(of name: Syntax) throws(Refusal<TaskReason>) {
        if let event = use.body.failure(before: use.place, use.session, reading: name) {
            throw Refusal(.sessionFailed, about: event.name)
        }
        guard opening.type.isAsync else { return }
        let isExpired =
            use.body.expiry(of: name, before: use.place) != nil
            || !opening.keepsAttributes
                && use.body.lastExpiry(before: use.place).map { !use.body.isLoaded(name, from: $0, to: use.place) }
                    ?? false
        if isExpired { throw Refusal(.expiredAfterCommit, about: name.compactText) }
    }

    /// A list of instances: all of them read from the database, and none put in or taken out.
    func judgeList(_ name: Syntax, _ type: MappedClass) throws(Refusal<TaskReason>) {
        if let event = use.closing { throw Refusal(.sessionClosed, about: event.name) }
        guard file.flow(around: name).definitions.value(of: name).expression != nil else {
            throw Refusal(.argumentUnclear, about: name.compactText)
        }
        let bindings = file.flow(around: name).definitions.reaching(name).bindings
        if bindings.contains(where: work.mayRollBack) { throw Refusal(.notCommitted, about: name.compactText) }
        switch RowOrigin(use.analysis, use.body).kind(of: name) {
        case .stored: break
        case .detached: throw Refusal(.instanceDetached, about: name.compactText)
        case .added, .unknown: throw Refusal(.keyNotAssigned, about: name.compactText)
        }
        try work.check(name, type)
        try checkExpiry(of: name)
        try checkReload(of: name)
        if let other = changingUse(ofList: name) { throw Refusal(.listChanges, about: other.compactText) }
        if EagerLoading(file, type, isAsync: opening.type.isAsync).isUsed(for: name, use) {
            throw Refusal(.eagerLoading, about: name.compactText)
        }
    }

    /// Throws where reading the key of an expired row sends what waits in the session, and that may not be complete yet.
    private func checkReload(of name: Syntax) throws(Refusal<TaskReason>) {
        guard let commit = use.body.lastExpiry(before: use.place),
            !use.body.isLoaded(name, from: commit, to: use.place),
            let event = use.body.unsent(at: use.place, use.session, besides: { _ in false }), !work.canFlush()
        else { return }
        throw Refusal(.sentEarlier, about: event.name)
    }

    // MARK: Lists

    /// A use of a list that is not shown to leave it as it is.
    private func changingUse(ofList name: Syntax) -> Syntax? {
        guard let variable = file.semantics.variable(of: name) else { return name }
        return variable.references.first { !isRead($0) }?.enclosingStatement
            ?? variable.bindings.first { $0.kind == .augmentedAssignment }?.statement
    }

    private func isRead(_ use: Syntax) -> Bool {
        let node = use.withParentheses
        guard let parent = node.parent else { return false }
        switch parent.kind {
        case .forStatement, .comprehensionClause: return node.role == .iterable
        case .comparison, .booleanOperation, .unary, .ifStatement, .returnStatement, .whileStatement: return true
        case .subscription: return parent.role != .target && parent.parent?.kind != .deleteStatement
        case .arguments, .keywordArgument: return isOnlyReading(node)
        default: return parent.kind == .dictionaryItem || node.role == .test
        }
    }

    /// `len(rows)`, and what is scheduled.
    private func isOnlyReading(_ argument: Syntax) -> Bool {
        guard let call = argument.ancestors.first(where: { $0.kind == .call }).flatMap(CallExpression.init) else {
            return false
        }
        if call.functionName == "add_task" || call.functionName == "BackgroundTask" { return true }
        return file.effects.ofCalling(call).isHarmless
    }

    // MARK: Where the instance comes from

    private func judge(
        _ binding: Binding, _ name: Syntax, _ type: MappedClass
    ) throws(Refusal<TaskReason>) -> Verdict {
        switch RowOrigin(use.analysis, use.body).kind(of: binding, readBy: name) {
        case .stored: return .readable
        case .detached: throw Refusal(.instanceDetached, about: name.compactText)
        case .unknown: throw Refusal(.keyNotAssigned, about: name.compactText)
        case .added: break
        }
        if let statement = binding.statement, use.body.isWritten(from: statement, to: use.place) { return .readable }
        guard let value = Value(of: binding).expression,
            let call = CallExpression(value.withoutParentheses.withoutAwait),
            case .type? = file.project.definition(of: call.function, in: file.module)
        else { throw Refusal(.keyNotAssigned, about: name.compactText) }
        let isGiven = type.primaryKey.allSatisfy { column in
            call.keyword(column.name).map(NeverNone(file).holds) ?? false
        }
        if isGiven { return .readable }
        // What a flush would write here may be incomplete, or be refused where nobody handles it.
        guard work.canFlush() else { throw Refusal(.keyNotAssigned, about: name.compactText) }
        return .needsFlush
    }
}
