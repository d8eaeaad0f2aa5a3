import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What the request sets off in other sessions, which a task that holds the row does not notice, and one that loads it does.
extension RequestWork {
    /// Throws where a call, or a task that runs before this one, may delete the row in a session of its own.
    func checkElsewhere(_ name: Syntax, _ type: MappedClass) throws(Refusal<TaskReason>) {
        let known = use.body.flow.analysis { DeletingCalls() }
        let graph = use.body.flow.graph
        let loading = file.flow(around: name).definitions.reaching(name).bindings
        for call in known.calls(of: type, use, in: file) {
            guard let statement = call.node.enclosingStatement else { continue }
            if let task = DeletingCalls.task(of: call) {
                guard statement != use.place, graph.mayRun(use.place, after: statement) else { continue }
                throw Refusal(.tasksShare, about: task.compactText)
            }
            if loading.contains(where: { mayFollow(statement, $0) }) {
                throw Refusal(.instanceDeleted, about: call.function.compactText + "(…)")
            }
        }
    }

    private func mayFollow(_ statement: Syntax, _ binding: Binding) -> Bool {
        guard binding.kind != .parameter, let loading = binding.statement else { return true }
        return statement != loading && use.body.flow.graph.mayRun(statement, after: loading)
    }
}

/// The calls of a request, and the tasks that it schedules, which may delete rows of a class in sessions of their own.
private final class DeletingCalls {
    private var known: [MappedClass: [CallExpression]] = [:]

    func calls(of type: MappedClass, _ use: SessionUse, in file: FileContext) -> [CallExpression] {
        if let found = known[type] { return found }
        let events = Set(use.body.events.map(\.node))
        let found = use.body.function.ownNodes(.call).compactMap(CallExpression.init).filter { call in
            // What is given the session or a row is an event.
            if events.contains(call.node) { return false }
            guard let task = Self.task(of: call) else { return mayDelete(type, in: call.function, use, file) }
            return !SharedTasks.isGivenSession(call, in: file) && mayDelete(type, in: task, use, file)
        }
        known[type] = found
        return found
    }

    /// The function that a call schedules.
    static func task(of call: CallExpression) -> Syntax? {
        call.functionName == "add_task" ? call.positional.first : nil
    }

    private func mayDelete(
        _ type: MappedClass, in function: Syntax, _ use: SessionUse, _ file: FileContext
    ) -> Bool {
        guard
            case .function(let function, let module)? = file.frameworks.definition(
                ofFunction: function, in: file.module)
        else { return false }
        var deletions = DeletionsElsewhere(use.analysis, of: type)
        return deletions.mayHappen(in: function, module)
    }
}
