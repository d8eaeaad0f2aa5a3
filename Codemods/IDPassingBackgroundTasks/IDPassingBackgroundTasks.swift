import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Gives a background task keys instead of the request's session and its instances.
///
///     tasks.add_task(analyze, incident, db)    →    tasks.add_task(analyze_in_background, incident.id)
///
/// The wrapper opens a session of its own, loads the rows and calls the original. Audit findings babyshield/critical-1 and
/// high-4, babyshield-fixes/critical-1.
struct IDPassingBackgroundTasks: Codemod {
    let document = CodemodDocument(markdown: PackageResources.IDPassingBackgroundTasks_md)

    let prefilter = Prefilter(of: Patterns(BackgroundTaskCall.shapes.all + OutlivingCall.shapes.all))

    let projectTexts = FrameworkModel.projectTexts + CodeRole.projectTexts

    var patterns: [Patterns] {
        [
            BackgroundTaskCall.shapes, OutlivingCall.shapes, EagerLoading.options, ExistingWrapper.loads,
            ExistingWrapper.guards,
            [ScheduledFunction.close, ExistingWrapper.commit],
        ]
    }

    let frameworks: Set = ["sqlalchemy", "sqlmodel", "flask_sqlalchemy"]

    /// What opens a SQLAlchemy session outside of a request.
    let options = [CodemodOption("session-factory", .object)]

    init() {}

    func sites(in file: FileContext) -> [GivenTask] {
        let tasks = BackgroundTaskCall.all(in: file).compactMap { task -> GivenTask? in
            let values = task.arguments.map { PassedValue($0.value, in: file) }
            return message(task, values, in: file).map { GivenTask(work: .task(task, values, $0), message: $0.usual) }
        }
        let others = OutlivingCall.all(in: file).map { call in
            GivenTask(work: .other(call), message: Self.message(call))
        }
        return tasks + others
    }

    func repair(_ site: GivenTask, in file: FileContext) throws(Refusal<TaskReason>) -> Repair? {
        switch site.work {
        case .other(let call):
            // A test waits for what it starts, or ends.
            if file.path.isTest { return nil }
            throw Refusal(.otherScheduler, about: call.call.function.shortText)
        case .task(let task, let values, let message):
            return file.role(of: site.node) == .application ? try repair(task, values, message, in: file) : .report()
        }
    }

    private func repair(
        _ task: BackgroundTaskCall, _ values: [PassedValue], _ message: TaskMessage, in file: FileContext
    ) throws(Refusal<TaskReason>) -> Repair? {
        let repair = try SessionOffTheTask(file: file, task: task, values: values, end: message.end).repair()
        let text = message.text(for: repair.finding)
        if repair.finding.isHarmless { return .report(text, evidence: repair.evidence) }
        let fix = Fix(
            .review, edits: repair.edits, otherFiles: repair.otherFiles, defines: repair.names,
            removedComments: ParameterDocumentation.lines(removedBy: repair.edits, in: file)
                + ArgumentEditor.directives(removedBy: repair.edits, in: file),
            alsoRepairs: repair.others)
        return Repair(fix, message: text, evidence: repair.evidence)
    }

    private static func message(_ call: OutlivingCall) -> String {
        let scheduler = call.call.function.shortText
        let given = call.given.shortText
        return
            "'\(call.function.shortText)', started by '\(scheduler)', may outlive '\(given)', which belongs to the session"
            + " of the function around it"
    }

    /// What the task is given that belongs to the request, nil where it is given data only.
    private func message(_ task: BackgroundTaskCall, _ values: [PassedValue], in file: FileContext) -> TaskMessage? {
        var session: Syntax?
        var instance: Syntax?
        var isList = false
        var hidden: Syntax?
        for (argument, value) in zip(task.arguments, values) {
            switch value {
            case .session: session = session ?? argument.value
            case .instance: instance = instance ?? argument.value
            case .instances: (instance, isList) = (instance ?? argument.value, isList || instance == nil)
            case .holdsSession, .deferred, .container: hidden = hidden ?? argument.value
            default: break
            }
        }
        if let captured = CapturedState.name(capturedBy: task.task, in: file), task.task.kind != .lambda {
            if file.frameworks.type(of: captured)?.session != nil {
                session = session ?? captured
            } else {
                instance = instance ?? captured
            }
        }
        if hidesSession(task.task, in: file) { hidden = hidden ?? task.task.child(.object) ?? task.task }
        let name = task.task.isDottedName ? "'\(task.task.shortText)'" : "a background task"
        let rows = isList ? "instances" : "an instance"
        let what: String
        switch (session?.shortText, instance?.shortText, hidden?.shortText) {
        case (let session?, let instance?, _):
            what = "'\(session)', the request's session, and '\(instance)', \(rows) of it"
        case (let session?, nil, _): what = "'\(session)', the request's session"
        case (nil, let instance?, _): what = "'\(instance)', \(rows) of the request's session"
        case (nil, nil, let hidden?): what = "the request's session or an instance of it in '\(hidden)'"
        case (nil, nil, nil): return nil
        }
        return TaskMessage(task: name, given: what, end: end(task, given: session, in: file))
    }

    private func end(_ task: BackgroundTaskCall, given: Syntax?, in file: FileContext) -> SessionEnd? {
        guard let place = task.call.node.enclosingStatement,
            let endpoint = place.enclosingFunction.flatMap(FunctionDefinition.init)
        else { return nil }
        return SessionEnd(of: SessionUse(at: place, in: endpoint, given: given, in: file), given: given, in: file)
    }

    /// A bound method of a service that was made with the session, or a lambda or partial over it.
    private func hidesSession(_ task: Syntax, in file: FileContext) -> Bool {
        if task.kind == .attribute, let object = task.child(.object) {
            if case .holdsSession = PassedValue(object, in: file) { return !ignoresItsObject(task, in: file) }
            let isClosing = task.lastName == "close" && HandedOver.isOne(object, in: file)
            return file.frameworks.type(of: object)?.session != nil && !isClosing
        }
        if case .deferred = PassedValue(task, in: file) { return true }
        return false
    }

    /// A method that never reads `self`: what the object holds does not matter.
    private func ignoresItsObject(_ method: Syntax, in file: FileContext) -> Bool {
        guard
            case .function(let function, let module)? = file.frameworks.definition(ofFunction: method, in: file.module),
            function.decorators.isEmpty, let own = function.parameters.first
        else { return false }
        let isInherited = function.body.subtree.contains { CallExpression($0)?.functionName == "super" }
        return !isInherited && ScheduledFunction.ignores(own, of: function, in: module)
    }
}

/// Work that is given a session, or an instance of it, and runs after the function around it.
struct GivenTask: DefectSite {
    enum Work {
        case task(BackgroundTaskCall, [PassedValue], TaskMessage)
        case other(OutlivingCall)
    }

    let work: Work
    let message: String

    /// The call.
    var node: Syntax {
        switch work {
        case .task(let task, _, _): task.call.node
        case .other(let other): other.call.node
        }
    }

    var place: Range<Int> { node.range }
}
