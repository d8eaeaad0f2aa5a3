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

    let prefilter = Prefilter(of: BackgroundTaskCall.shapes)

    var patterns: [Patterns] {
        [
            BackgroundTaskCall.shapes, EagerLoading.options, ExistingWrapper.loads, ExistingWrapper.guards,
            [ScheduledFunction.close, ExistingWrapper.commit],
        ]
    }

    /// What opens a SQLAlchemy session outside of a request.
    let options = [CodemodOption("session-factory", .object)]

    init() {}

    func sites(in file: FileContext) -> [GivenTask] {
        BackgroundTaskCall.all(in: file).compactMap { task in
            let values = task.arguments.map { PassedValue($0.value, in: file) }
            return message(task, values, in: file).map { GivenTask(task: task, values: values, message: $0) }
        }
    }

    func repair(_ site: GivenTask, in file: FileContext) throws(Refusal<TaskReason>) -> Repair? {
        let repair = try SessionOffTheTask(file: file, task: site.task, values: site.values).repair()
        return Repair(
            Fix(.review, edits: repair.edits, defines: repair.wrapper.map { [$0] } ?? []), evidence: repair.evidence)
    }

    /// What the task is given that belongs to the request, nil where it is given data only.
    private func message(_ task: BackgroundTaskCall, _ values: [PassedValue], in file: FileContext) -> String? {
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
        return "\(name) runs after the response with \(what)"
    }

    /// A bound method of a service that was made with the session, or a lambda or partial over it.
    private func hidesSession(_ task: Syntax, in file: FileContext) -> Bool {
        if task.kind == .attribute, let object = task.child(.object) {
            if case .holdsSession = PassedValue(object, in: file) { return true }
            return file.frameworks.type(of: object)?.session != nil
        }
        if case .deferred = PassedValue(task, in: file) { return true }
        return false
    }
}

/// A task that is given the request's session, or an instance of it.
struct GivenTask: DefectSite {
    let task: BackgroundTaskCall
    let values: [PassedValue]
    let message: String

    var place: Range<Int> { task.call.node.range }
}
