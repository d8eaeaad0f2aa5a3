import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Writes the repair of one task: the keys in place of the instances, and the wrapper that loads them.
struct SessionOffTheTask {
    let file: FileContext
    let task: BackgroundTaskCall
    let values: [PassedValue]

    private typealias Argument = (argument: CallArgument, value: PassedValue)

    /// The edits of a repair, the name that they define at the top level of the file, if any, and what was read to decide.
    struct Repair {
        let edits: [TextEdit]
        let wrapper: String?
        let evidence: [Evidence]
    }

    /// Throws the reason if the repair cannot be proven correct.
    func repair() throws(Refusal<TaskReason>) -> Repair {
        let function = try scheduledFunction()
        let arguments = Array(zip(task.arguments, values)).map { Argument($0, $1) }
        let session = arguments.first { if case .session = $0.value { true } else { false } }
        let given = session?.argument.value ?? function.service?.session
        guard let place = task.call.node.enclosingStatement,
            let endpoint = place.enclosingFunction.flatMap(FunctionDefinition.init),
            let insertion = StatementLayout(file.tree).definitionPlace(above: task.call.node)
        else { throw Refusal(.deferredCall, about: task.task.shortText) }
        let use = SessionUse(at: place, in: endpoint, given: given, in: file)
        let work = RequestWork(file: file, use: use)
        if let given, let edits = droppingSession(given, arguments, function) {
            try work.check([])
            return Repair(
                edits: edits, wrapper: nil, evidence: TaskEvidence(file: file).places(function, nil, [], given))
        }
        try check(arguments, function)
        let source = SessionSource(file: file, leavesNothing: leavesNothing(function, use))
        let opening = try source.opening(for: given, near: task.call.node)
        try check(opening, function, use, given)
        var imports = WrapperImports(file)
        let isFlushNeeded = try judgeKeys(arguments, opening, use, work)
        let rows = arguments.filter { $0.value.isRow }.map(\.argument.value)
        try work.check(rows)
        if !rows.isEmpty, begins(function, use) { throw Refusal(.beginsTransaction, about: function.name) }
        let types = arguments.compactMap(\.value.mapped)
        let modules = [file.module, opening.module] + types.map(\.module)
        let listeners = use.body.flow.analysis { QueryListeners() }
        if !rows.isEmpty, let listener = listeners.first(in: modules, file.project) {
            throw Refusal(.rowsHidden, about: listener.compactText)
        }
        let evidence = TaskEvidence(file: file).places(function, opening, types, given)
        var editor = BlockEditor(file, at: place)
        if isFlushNeeded {
            guard let name = flushed(arguments, given, use) else {
                throw Refusal(.keyNotAssigned, about: arguments.first { $0.value.isRow }?.argument.value.shortText)
            }
            editor.insertStatement("\(opening.type.isAsync ? "await " : "")\(name).flush()", before: place)
        }
        if let reused = ReusedWrapper(of: task, values, function, opening, source.reader, in: file) {
            return Repair(edits: editor.edits + reused.edits, wrapper: nil, evidence: evidence)
        }
        let own = try OwnSession(opening, &imports)
        let logger = try logger(arguments, &imports)
        let builder = WrapperBuilder(
            file: file, function: function, insertion: insertion, call: task.call.node)
        let built = try builder.build(arguments.map { ($0.argument, $0.value) }, own, logger, &imports)
        if !built.reused { editor.insertDefinition(Code(built.text).text(in: file), at: insertion) }
        if let leftover = leftover(of: function) { editor.deleteUncommented(leftover) }
        let edits = (built.reused ? [] : imports.edits) + editor.edits + callEdits(arguments, built)
        return Repair(edits: edits, wrapper: built.reused ? nil : built.name, evidence: evidence)
    }

    private func scheduledFunction() throws(Refusal<TaskReason>) -> ScheduledFunction {
        if task.task.kind == .attribute, let object = task.task.child(.object),
            case .holdsSession = PassedValue(object, in: file)
        {
            return try ScheduledFunction(task.task, of: object, in: file)
        }
        return try ScheduledFunction(task.task, in: file)
    }

    /// The function opens and closes a session where it is given none: then it needs none.
    private func droppingSession(
        _ given: Syntax, _ arguments: [Argument], _ function: ScheduledFunction
    ) -> [TextEdit]? {
        let others = arguments.allSatisfy {
            switch $0.value {
            case .plain, .session: !$0.argument.isUnpacked
            default: false
            }
        }
        // An unknown decorator may ask for the session.
        guard others, function.definition.decorators.isEmpty,
            let position = arguments.firstIndex(where: { if case .session = $0.value { true } else { false } })
        else {
            return nil
        }
        let argument = arguments[position].argument
        guard argument.keyword != nil || position == arguments.count - 1,
            let parameter = function.parameter(of: argument, at: position),
            let opened = function.ownSession(parameter, file.frameworks),
            SessionDatabase(file.frameworks).isSame(given, in: file.module, opened, in: function.module)
        else { return nil }
        var editor = ArgumentEditor(task.call, in: file)
        editor.delete(argument)
        return editor.edits
    }

    // MARK: Judgement

    private func check(_ arguments: [Argument], _ function: ScheduledFunction) throws(Refusal<TaskReason>) {
        for (position, (argument, value)) in arguments.enumerated() {
            let entity = argument.node.shortText
            if argument.isUnpacked { throw Refusal(.unpackedArguments, about: entity) }
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
        for (argument, value) in arguments {
            switch value {
            case .instance(let type):
                guard !type.primaryKey.isEmpty else { throw Refusal(.noPrimaryKey, about: type.name) }
                guard argument.value.kind == .name else {
                    throw Refusal(.argumentUnclear, about: argument.value.shortText)
                }
                let mayBeNone = file.frameworks.type(of: argument.value)?.isOptional ?? true
                if case .needsFlush = try keys.judge(argument.value, type, mayBeNone: mayBeNone) {
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

    /// The module's logger, or `logging` where an instance has to be reported as gone.
    private func logger(_ arguments: [Argument], _ imports: inout WrapperImports) throws(Refusal<TaskReason>)
        -> ModuleLogger
    {
        if let known = ModuleLogger(in: file) { return known }
        let needsOne = arguments.contains { if case .instance = $0.value { true } else { false } }
        if needsOne { try imports.add(standardModule: "logging") }
        return ModuleLogger(name: "logging.getLogger(__name__)", style: .standard)
    }

    // MARK: Edits

    private func callEdits(_ arguments: [Argument], _ built: WrapperBuilder.Result) -> [TextEdit] {
        var editor = ArgumentEditor(task.call, in: file)
        editor.replace(task.task, with: built.name)
        for ((argument, value), pass) in zip(arguments, built.passes) {
            switch (value, pass) {
            case (.session, _): editor.delete(argument)
            case (.instance(let type), .instance(_, _, _, let keys, let keyword)):
                let reads = type.primaryKey.map { "\(argument.value.text).\($0.name)" }
                let passed = zip(keys, reads).map { keyword == nil ? $1 : "\($0)=\($1)" }
                editor.replace(argument.node, with: passed.joined(separator: ", "))
            case (.instances(let type), .instances(_, _, _, let key, _, let keyword)):
                // A comprehension's own name hides nothing that it reads.
                let one = BackgroundWrapper.singular(argument.value.text)
                let read = "[\(one).\(type.primaryKey[0].name) for \(one) in \(argument.value.text)]"
                editor.replace(argument.node, with: keyword == nil ? read : "\(key)=\(read)")
            case (.plain, .plain(let local, _, let keyword?)) where local != keyword:
                editor.replace(argument.node, with: "\(local)=\(argument.value.text)")
            default: break
            }
        }
        editor.wrap()
        return editor.edits
    }

    /// The import or the assignment that only the task was there for, and that the wrapper has now.
    private func leftover(of function: ScheduledFunction) -> Syntax? {
        guard function.isImportedLocally || function.service != nil,
            let root = task.task.subtree.first(where: { $0.kind == .name }),
            let variable = file.semantics.variable(of: root), variable.references.count == 1,
            variable.bindings.count == 1, let statement = variable.bindings.first?.statement,
            statement.children.count(where: { $0.kind == .importAlias }) <= 1
        else { return nil }
        return statement
    }

    /// The session to flush: the one that the task is given, else the one that the instance was added to.
    private func flushed(_ arguments: [Argument], _ given: Syntax?, _ use: SessionUse) -> String? {
        if let given { return given.text }
        let sessions = arguments.compactMap { argument, value -> String? in
            guard case .instance = value else { return nil }
            return use.body.session(adding: argument.value, before: use.place)?.text
        }
        return Set(sessions).count == 1 ? sessions[0] : nil
    }
}
