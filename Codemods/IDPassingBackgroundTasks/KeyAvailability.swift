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
        let word = name.text
        if use.isClosed { throw Refusal(.sessionClosed) }
        if use.isDeleted(word) { throw Refusal(.instanceDeleted) }
        if mayBeNone, !isKnownToBe(name) { throw Refusal(.mayBeNone) }
        guard let variable = file.semantics.variable(of: name) else { throw Refusal(.argumentUnclear) }
        var verdict = Verdict.readable
        for binding in variable.bindings where binding.kind != .annotationOnly {
            if case .needsFlush = try origin(binding, word, type) { verdict = .needsFlush }
        }
        for change in use.changes(of: word) {
            guard use.isCommitted(after: change), isStored(change, of: word, type) else {
                throw Refusal(.unsavedChanges)
            }
        }
        if opening.type.isAsync, EagerLoading.isUsed(for: name, use, in: file) { throw Refusal(.eagerLoading) }
        if opening.type.isAsync, !opening.keepsAttributes, let commit = use.lastPossibleCommit,
            !use.isLoaded(word, after: commit)
        {
            throw Refusal(.expiredAfterCommit)
        }
        return verdict
    }

    /// A list of instances: all of them read from the database.
    func judgeList(_ name: Syntax) throws(Refusal<TaskReason>) {
        if use.isClosed { throw Refusal(.sessionClosed) }
        guard let variable = file.semantics.variable(of: name), variable.bindings.count == 1,
            let value = variable.bindings[0].node.parent?.child(.value)
        else { throw Refusal(.argumentUnclear) }
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
    private func isStored(_ change: Syntax, of word: String, _ type: MappedClass) -> Bool {
        let attributes = change.children(.target).flatMap { target in
            target.subtree.filter { $0.kind == .attribute && $0.child(.object)?.text == word }
        }
        return attributes.compactMap(\.lastName).allSatisfy { name in
            type.column(name) != nil || file.project.member(name, of: type.definition, in: type.module) != nil
        }
    }

    // MARK: Where the instance comes from

    private func origin(_ binding: Binding, _ name: String, _ type: MappedClass) throws(Refusal<TaskReason>) -> Verdict
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
        case .function(let function, let owner)?: return try returned(by: function, in: owner, statement, name)
        default: return .readable
        }
    }

    /// `x = Model(…)`: added, and written before the key is read.
    private func constructed(
        _ call: CallExpression, _ statement: Syntax, _ name: String, _ type: MappedClass
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
        by function: FunctionDefinition, in owner: ModuleFile, _ statement: Syntax, _ name: String
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

    // MARK: None

    /// True where the code around the place shows that a name is not None there.
    private func isKnownToBe(_ name: Syntax) -> Bool {
        let word = name.text
        if isInsidePresenceTest(of: name) { return true }
        for statement in use.place.completedStatements {
            if statement.kind == .ifStatement, statement.children(.orElse).isEmpty, let test = statement.child(.test),
                Self.isAbsence(test, of: name), statement.child(.body)?.alwaysLeaves ?? false
            {
                return true
            }
            if statement.kind == .assertStatement, let test = statement.child(.test) ?? statement.firstChild,
                Self.isPresence(test, of: name)
            {
                return true
            }
            if SessionUse.reads(word, in: statement) { return true }
            if binds(statement, word) { return false }
        }
        return false
    }

    /// Inside `if x:`.
    private func isInsidePresenceTest(of name: Syntax) -> Bool {
        var node = use.place
        while let parent = node.parent, parent.kind != .functionDefinition {
            if parent.kind == .ifStatement || parent.kind == .elifClause, node.role == .body,
                let test = parent.child(.test),
                Self.isPresence(test, of: name)
            {
                return true
            }
            node = parent
        }
        return false
    }

    private func binds(_ statement: Syntax, _ word: String) -> Bool {
        statement.children(.target).contains { $0.text == word }
    }

    static let absence: Patterns = ["not $name", "$name is None", "$name == None"]
    static let presence: Patterns = ["$name", "$name.$_", "$name is not None"]

    /// `not x`, `x is None`, or one of several in an `or`.
    private static func isAbsence(_ test: Syntax, of name: Syntax) -> Bool {
        if let operation = BooleanOperation(test.withoutParentheses) {
            return operation.operation == .or && operation.operands.contains { isAbsence($0, of: name) }
        }
        return absence.matches(test, binding: ["name": name])
    }

    /// `x`, `x is not None`, what reads an attribute of it, or one of several in an `and`.
    private static func isPresence(_ test: Syntax, of name: Syntax) -> Bool {
        if let operation = BooleanOperation(test.withoutParentheses) {
            return operation.operation == .and && operation.operands.contains { isPresence($0, of: name) }
        }
        if let first = Comparison(test.withoutParentheses)?.operands.first, first.kind == .attribute {
            return presence.matches(first, binding: ["name": name])
        }
        return presence.matches(test, binding: ["name": name])
    }
}
