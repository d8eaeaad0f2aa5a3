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

    /// What has to be done so that the key can be read.
    enum Verdict {
        case readable
        /// The row is added but not written yet.
        case needsFlush
    }

    /// Throws the reason where the key cannot be shown to be there.
    func judge(_ name: Syntax, _ type: MappedClass, mayBeNone: Bool) throws(Refusal<TaskReason>) -> Verdict {
        if use.isClosed { throw Refusal(.sessionClosed) }
        if use.isDeleted(name) { throw Refusal(.instanceDeleted) }
        let flow = file.flow(around: name)
        if mayBeNone, !flow.facts.facts(about: name).contains(.isNotNone) { throw Refusal(.mayBeNone) }
        guard let bindings = bindings(reaching: name, flow.definitions) else { throw Refusal(.argumentUnclear) }
        var verdict = Verdict.readable
        for binding in bindings {
            if case .needsFlush = try origin(binding, name, type) { verdict = .needsFlush }
        }
        guard !use.leavesChangesUncommitted(of: name),
            use.changes(of: name).allSatisfy({ isStored($0, of: name, type) })
        else { throw Refusal(.unsavedChanges) }
        if opening.type.isAsync, EagerLoading.isUsed(for: name, use, in: file) { throw Refusal(.eagerLoading) }
        if opening.type.isAsync, !opening.keepsAttributes, let commit = use.lastPossibleCommit,
            !use.isLoaded(name, after: commit)
        {
            throw Refusal(.expiredAfterCommit)
        }
        return verdict
    }

    /// A list of instances: all of them read from the database.
    func judgeList(_ name: Syntax) throws(Refusal<TaskReason>) {
        if use.isClosed { throw Refusal(.sessionClosed) }
        guard let value = file.flow(around: name).definitions.value(of: name).expression else {
            throw Refusal(.argumentUnclear)
        }
        let makesRows = value.subtree.contains { node in
            guard let call = CallExpression(node) else { return false }
            if case .type? = file.project.definition(of: call.function, in: file.module) { return true }
            return false
        }
        if makesRows || value.kind == .list { throw Refusal(.keyNotAssigned) }
        if opening.type.isAsync, EagerLoading.isUsed(for: name, use, in: file) { throw Refusal(.eagerLoading) }
        if opening.type.isAsync, !opening.keepsAttributes, use.lastPossibleCommit != nil {
            throw Refusal(.expiredAfterCommit)
        }
    }

    /// The attribute belongs to the class: what is set beside its columns and relationships is nowhere else.
    private func isStored(_ change: Syntax, of name: Syntax, _ type: MappedClass) -> Bool {
        let attributes = change.children(.target).flatMap { target in
            target.subtree.filter { $0.kind == .attribute && $0.child(.object)?.hasSameTokens(as: name) == true }
        }
        return attributes.compactMap(\.lastName).allSatisfy { name in
            type.column(name) != nil || file.project.member(name, of: type.definition, in: type.module) != nil
        }
    }

    // MARK: Where the instance comes from

    /// The bindings that a name may stem from, those that `x = session.merge(x)` reads included. Nil if not all are known, or none is.
    private func bindings(reaching name: Syntax, _ definitions: Definitions) -> [Binding]? {
        var found: Set<Binding> = []
        var open = [name]
        while let use = open.popLast() {
            let reaching = definitions.reaching(use)
            guard reaching.isComplete else { return nil }
            for binding in reaching.bindings where found.insert(binding).inserted {
                guard let value = binding.statement?.child(.value) else { continue }
                let variable = file.semantics.variable(of: binding.node)
                open += value.subtree.filter { $0.kind == .name && file.semantics.variable(of: $0) == variable }
            }
        }
        return found.isEmpty ? nil : found.sorted { $0.node.id < $1.node.id }
    }

    private func origin(_ binding: Binding, _ name: Syntax, _ type: MappedClass) throws(Refusal<TaskReason>) -> Verdict
    {
        if binding.kind == .parameter {
            // What FastAPI gives an endpoint was loaded for it. What another function passes may be anything.
            guard let dependency = binding.node.parent.flatMap({ Dependency(of: $0, in: file.module, file.project) })
            else { throw Refusal(.keyNotAssigned) }
            if case .function(let function, let owner)? = dependency.definition(file.project),
                opensSession(function, owner)
            {
                throw Refusal(.instanceDetached)
            }
            return .readable
        }
        guard let statement = binding.statement, binding.node.role == .target,
            let value = binding.node.parent?.child(.value)
        else { return .readable }
        let inner = value.withoutAwait
        guard let call = CallExpression(inner.withoutParentheses) else { return .readable }
        switch file.project.definition(of: call.function, in: file.module) {
        case .type?: return try constructed(call, statement, name, type)
        case .function(let function, let owner)?: return try returned(by: function, in: owner, statement)
        default: return .readable
        }
    }

    /// `x = Model(…)`: added, and written before the key is read.
    private func constructed(
        _ call: CallExpression, _ statement: Syntax, _ name: Syntax, _ type: MappedClass
    ) throws(Refusal<TaskReason>) -> Verdict {
        guard let addition = use.addition(of: name), addition.start > statement.start else {
            throw Refusal(.keyNotAssigned)
        }
        guard use.isCommitted(after: addition) else { throw Refusal(.notCommitted) }
        let isGiven = type.primaryKey.allSatisfy { column in
            call.keyword(column.name).map { !$0.isNone } ?? false
        }
        if isGiven || use.isFlushed(after: addition) { return .readable }
        // What is assigned behind the place would be missing from the row that a flush writes.
        if use.isChangedLater(name) { throw Refusal(.keyNotAssigned) }
        return .needsFlush
    }

    /// A function of the project: one that writes what it makes, or reads what is stored.
    private func returned(
        by function: FunctionDefinition, in owner: ModuleFile, _ statement: Syntax
    ) throws(Refusal<TaskReason>) -> Verdict {
        // What a session of its own loaded belongs to that one.
        if opensSession(function, owner) { throw Refusal(.instanceDetached) }
        if use.isFlushed(after: statement) { return .readable }
        let calls = function.ownNodes(.call).compactMap(CallExpression.init).compactMap(\.functionName)
        let makes = calls.contains("add") || calls.contains("add_all")
        if makes, !calls.contains(where: { ["commit", "flush", "refresh"].contains($0) }) {
            // It only adds the row.
            throw Refusal(.keyNotAssigned)
        }
        if makes, !calls.contains("commit"), !use.isCommitted(after: statement) { throw Refusal(.notCommitted) }
        return .readable
    }

    private func opensSession(_ function: FunctionDefinition, _ owner: ModuleFile) -> Bool {
        function.ownNodes(.call).contains { file.frameworks.type(of: $0, in: owner)?.session != nil }
    }
}
