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
public struct IDPassingBackgroundTasks: Codemod {
    public let document = CodemodDocument(markdown: PackageResources.IDPassingBackgroundTasks_md)

    public let prefilter = Prefilter(["add_task", .call("BackgroundTask")])

    public init() {}

    public func findings(in file: FileContext) -> [Finding] {
        let calls = file.nodes.calls(of: BackgroundTaskCall.names).compactMap { BackgroundTaskCall($0, in: file) }
        let crowded = CrowdedScopes(calls.map(\.call.node), in: file)
        return calls.compactMap { finding(for: $0, in: file, crowded) }
            .sorted { $0.place.lowerBound < $1.place.lowerBound }
    }

    private func finding(
        for task: BackgroundTaskCall, in file: FileContext, _ crowded: CrowdedScopes
    ) -> Finding? {
        let values = task.arguments.map { PassedValue($0.value, in: file) }
        guard let message = message(task, values, in: file) else { return nil }
        if crowded.hold(task.call.node) {
            return Finding(at: task.call.node.range, message, .refusal(.tooManyPlaces))
        }
        do throws(Refusal) {
            let repair = try SessionOffTheTask(file: file, task: task, values: values).repair()
            let fix = Fix(.review, edits: repair.edits, defines: repair.wrapper.map { [$0] } ?? [])
            return Finding(at: task.call.node.range, message, .fix(fix))
        } catch {
            return Finding(at: task.call.node.range, message, .refusal(error.reason))
        }
    }

    /// What the task is given that belongs to the request, nil where it is given data only.
    private func message(_ task: BackgroundTaskCall, _ values: [PassedValue], in file: FileContext) -> String? {
        var session = false
        var instance = false
        for value in values {
            switch value {
            case .session, .holdsSession: session = true
            case .instance, .instances: instance = true
            case .deferred, .container: (session, instance) = (true, true)
            default: break
            }
        }
        if !session, !instance, !hidesSession(task.task, in: file) { return nil }
        let what =
            session && instance
            ? "the request's session and an instance of it"
            : instance ? "an instance of the request's session" : "the request's session"
        return "a background task is given \(what)"
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
