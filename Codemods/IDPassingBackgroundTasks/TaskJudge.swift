import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A task that may be given a session of its own, and what was found out about it.
struct JudgedTask {
    typealias Argument = (argument: CallArgument, value: PassedValue)

    let call: BackgroundTaskCall
    let function: ScheduledFunction
    let arguments: [Argument]
    let opening: SessionOpening
    let reader: SessionOpeningReader
    /// A statement to insert before the call, so that the keys can be read.
    let flush: String?
    /// The statement that adds the task.
    let place: Syntax
    let evidence: [Evidence]
}

/// Judges whether a task may open a session of its own and load its rows by their keys.
struct TaskJudge {
    typealias Argument = JudgedTask.Argument

    let file: FileContext
    let task: BackgroundTaskCall
    let function: ScheduledFunction
    let arguments: [Argument]
    /// The session that the task, or the service whose method it is, is given.
    let given: Syntax?
    /// The statement that adds the task.
    let place: Syntax
    /// Where a wrapper would stand.
    let insertion: Int
    let use: SessionUse
    let work: RequestWork

    /// Throws where the scheduled function is unknown.
    init(file: FileContext, task: BackgroundTaskCall, values: [PassedValue]) throws(Refusal<TaskReason>) {
        self.file = file
        self.task = task
        function = try Self.scheduledFunction(task, in: file)
        arguments = Array(zip(task.arguments, values)).map { Argument($0, $1) }
        let session = arguments.first { if case .session = $0.value { true } else { false } }
        given = (session?.argument.value ?? function.service?.session)?.withoutParentheses
        guard let place = task.call.node.enclosingStatement,
            let endpoint = place.enclosingFunction.flatMap(FunctionDefinition.init),
            let insertion = StatementLayout(file.tree).definitionPlace(above: task.call.node)
        else { throw Refusal(.deferredCall, about: task.task.shortText) }
        self.place = place
        self.insertion = insertion
        use = SessionUse(at: place, in: endpoint, given: given, in: file)
        work = RequestWork(file: file, use: use)
    }

    private static func scheduledFunction(
        _ task: BackgroundTaskCall, in file: FileContext
    ) throws(Refusal<TaskReason>) -> ScheduledFunction {
        if task.task.kind == .attribute, let object = task.task.child(.object),
            case .holdsSession = PassedValue(object, in: file)
        {
            return try ScheduledFunction(task.task, of: object, in: file)
        }
        return try ScheduledFunction(task.task, in: file)
    }

    /// Throws the reason if a session of the task's own cannot be proven correct.
    func judge() throws(Refusal<TaskReason>) -> JudgedTask {
        try checkArguments()
        if let further = FurtherTasks(scheduledBy: function, in: file).first {
            throw Refusal(.furtherTask, about: further.shortText)
        }
        let source = SessionSource(file: file, leavesNothing: leavesNothing(function, use))
        let opening = try source.opening(for: given, near: task.call.node)
        try check(opening, function, use, given)
        let isFlushNeeded = try judgeKeys(arguments, opening, use, work)
        let rows = arguments.filter { $0.value.isRow }.map(\.argument.value)
        try work.check(rows)
        if !rows.isEmpty, begins(function, use) { throw Refusal(.beginsTransaction, about: function.name) }
        let types = arguments.compactMap(\.value.mapped)
        let modules = [file.module, opening.module] + types.map(\.module)
        if let listener = QueryListeners.locking(in: modules, file.project) {
            throw Refusal(.rowsLocked, about: listener.compactText)
        }
        let listeners = use.body.flow.analysis { QueryListeners() }
        if !rows.isEmpty, let listener = listeners.first(in: modules, file.project) {
            throw Refusal(.rowsHidden, about: listener.compactText)
        }
        var flush: String?
        if isFlushNeeded {
            guard let name = flushed() else {
                throw Refusal(.keyNotAssigned, about: arguments.first { $0.value.isRow }?.argument.value.shortText)
            }
            flush = "\(opening.type.isAsync ? "await " : "")\(name).flush()"
        }
        return JudgedTask(
            call: task, function: function, arguments: arguments, opening: opening, reader: source.reader,
            flush: flush, place: place,
            evidence: TaskEvidence(file: file).places(function, opening, types, given))
    }

    private func checkArguments() throws(Refusal<TaskReason>) {
        for (position, (argument, value)) in arguments.enumerated() {
            let entity = argument.node.shortText
            if argument.isUnpacked { throw Refusal(.unpackedArguments, about: entity) }
            if !function.takes(argument, at: position) { throw Refusal(.noSuchParameter, about: entity) }
            let annotation = function.parameter(of: argument, at: position)?.annotation
            switch value {
            case .session:
                if let parameter = function.parameter(of: argument, at: position),
                    function.opensItsOwnSession(parameter)
                {
                    throw Refusal(.opensItsOwnSession, about: function.name)
                }
            case .holdsSession: throw Refusal(.sessionHidden, about: entity)
            case .deferred: throw Refusal(.deferredCall, about: entity)
            case .container: throw Refusal(.argumentUnclear, about: entity)
            // What the task says it takes is data, whatever the caller says it has.
            case .unclear where annotation.map({ isPlain($0, function) }) != true:
                throw Refusal(.argumentUnclear, about: entity)
            // Nothing that the wrapper hands on may be a row.
            case .plain where annotation.map({ namesMappedClass($0, function) }) == true:
                throw Refusal(.argumentUnclear, about: entity)
            default: break
            }
        }
        let sessions = arguments.filter { if case .session = $0.value { true } else { false } }
        if sessions.count > 1 { throw Refusal(.severalSessions, about: sessions[1].argument.value.shortText) }
        if let decorator = function.unknownDecorator(file) {
            throw Refusal(.decoratedTask, about: "@" + decorator.compactText)
        }
    }

    private func isPlain(_ annotation: Syntax, _ function: ScheduledFunction) -> Bool {
        PlainAnnotation.isPlain(annotation, in: function.module, file.project, file.frameworks)
    }

    private func namesMappedClass(_ annotation: Syntax, _ function: ScheduledFunction) -> Bool {
        annotation.subtree.contains { node in
            (node.kind == .name || node.kind == .attribute)
                && file.frameworks.mappedClass(named: node, in: function.module) != nil
        }
    }

    private func check(
        _ opening: SessionOpening, _ function: ScheduledFunction, _ use: SessionUse, _ session: Syntax?
    ) throws(Refusal<TaskReason>) {
        let entity = session?.shortText
        if case .generator(let callable, _) = opening.form,
            case .function(let dependency, let home)? = file.project.definition(of: callable, in: opening.module),
            !use.analysis.summary(ofBody: dependency, in: home).work.isDisjoint(with: .blocks)
        {
            throw Refusal(.rowsLocked, about: callable.compactText)
        }
        if opening.type.isScoped { throw Refusal(.scopedSession, about: entity) }
        if let session, file.frameworks.type(of: session)?.session?.isAsync != opening.type.isAsync {
            throw Refusal(.sessionKindUnclear, about: entity)
        }
        if opening.type.isAsync || opening.isAsyncContext, !function.isCoroutine {
            throw Refusal(.syncTaskAsyncSession, about: function.name)
        }
        if let session, isPassedByACaller(session), !use.commitsLater, !use.hasCommitted {
            throw Refusal(.notCommitted, about: "what the caller left in " + session.shortText)
        }
        if opening.isCommittedByDependency, !use.commitsLater, !use.hasCommitted {
            throw Refusal(.committedByDependency, about: entity ?? "the session")
        }
    }

    /// `with db.begin():` in the task: what loads the rows before has begun a transaction already.
    private func begins(_ function: ScheduledFunction, _ use: SessionUse) -> Bool {
        use.analysis.summary(ofBody: function.definition, in: function.module).work.contains(.begins)
    }

    private func leavesNothing(_ function: ScheduledFunction, _ use: SessionUse) -> Bool {
        use.analysis.summary(ofBody: function.definition, in: function.module).leaves.isEmpty
    }

    /// A session that a caller passes, and not FastAPI: what the caller left in it is not known.
    private func isPassedByACaller(_ session: Syntax) -> Bool {
        guard session.kind == .name else { return false }
        let bindings = file.flow(around: session).definitions.reaching(session).bindings
        guard let parameter = bindings.first(where: { $0.kind == .parameter })?.node.parent else { return false }
        return Dependency(of: parameter, in: file.module, file.project) == nil
    }

    /// True where a flush has to be put in. Throws where an instance's key cannot be read.
    private func judgeKeys(
        _ arguments: [Argument], _ opening: SessionOpening, _ use: SessionUse, _ work: RequestWork
    ) throws(Refusal<TaskReason>) -> Bool {
        let keys = KeyAvailability(file: file, use: use, opening: opening, work: work)
        var isFlushNeeded = false
        for (position, (argument, value)) in arguments.enumerated() {
            switch value {
            case .instance(let type):
                guard !type.primaryKey.isEmpty else { throw Refusal(.noPrimaryKey, about: type.name) }
                guard argument.value.kind == .name else {
                    throw Refusal(.argumentUnclear, about: argument.value.shortText)
                }
                let mayBeNone = file.frameworks.type(of: argument.value)?.isOptional ?? true
                let readsColumns =
                    function.parameter(of: argument, at: position).map { function.readsColumns(of: type, $0) } ?? false
                if case .needsFlush = try keys.judge(
                    argument.value, type, mayBeNone: mayBeNone, readsColumns: readsColumns)
                {
                    isFlushNeeded = true
                }
            case .instances(let type):
                guard type.primaryKey.count == 1 else { throw Refusal(.noPrimaryKey, about: type.name) }
                guard argument.value.kind == .name else {
                    throw Refusal(.argumentUnclear, about: argument.value.shortText)
                }
                try keys.judgeList(argument.value, type)
            default: break
            }
        }
        return isFlushNeeded
    }

    /// The session to flush: the one that the task is given, else the one that the instance was added to.
    private func flushed() -> String? {
        if let given { return given.text }
        let sessions = arguments.compactMap { argument, value -> String? in
            guard case .instance = value else { return nil }
            return use.body.session(adding: argument.value, before: use.place)?.text
        }
        return Set(sessions).count == 1 ? sessions[0] : nil
    }
}
