import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The tasks of one request that are given its session or rows of it, and what one of them does that another may see.
struct SharedTasks {
    /// The first of several that deletes rows.
    private(set) var deleting: Syntax?
    /// The first that leaves changes for those after it.
    private(set) var leaving: Syntax?
    /// The first that may change a list of rows that one after it is given as well.
    private(set) var changing: Syntax?

    init(of use: SessionUse, in file: FileContext) {
        let tasks = use.body.function.ownNodes(.call).compactMap(CallExpression.init).filter {
            $0.functionName == "add_task" && Self.isGivenSession($0, in: file)
        }
        guard tasks.count > 1 || tasks.contains(where: Self.isRepeated) else { return }
        changing = Self.changing(tasks, use, in: file)
        for (position, task) in tasks.enumerated() {
            guard let function = task.positional.first, let summary = Self.work(of: function, use, in: file) else {
                continue
            }
            if deleting == nil, summary.work.contains(.deletes) { deleting = function }
            let leaves =
                !summary.leaves.isDisjoint(with: [.adds, .deletes, .changes]) || summary.work.contains(.prepares)
            let isFollowed = position < tasks.count - 1 || Self.isRepeated(task)
            if leaving == nil, leaves, isFollowed { leaving = function }
        }
    }

    static func isRepeated(_ task: CallExpression) -> Bool {
        task.node.ancestors.contains { $0.kind == .forStatement || $0.kind == .whileStatement }
    }

    // MARK: Lists of rows

    private static func changing(_ tasks: [CallExpression], _ use: SessionUse, in file: FileContext) -> Syntax? {
        let lists = tasks.map { Self.lists(of: $0, use, in: file) }
        for (position, task) in tasks.enumerated() {
            for (index, list) in lists[position] {
                let isGivenLater = lists[(position + 1)...].contains { $0.values.contains(list) }
                guard isGivenLater || isRepeated(task), let function = task.positional.first else { continue }
                if mayChange(argument: task.arguments[index], at: index - 1, of: function, in: file) { return function }
            }
        }
        return nil
    }

    /// The lists of rows among a task's arguments, by position.
    private static func lists(of task: CallExpression, _ use: SessionUse, in file: FileContext) -> [Int: Identity?] {
        var found: [Int: Identity?] = [:]
        for (index, argument) in task.arguments.enumerated().dropFirst() {
            if case .instances = PassedValue(argument.value, in: file) {
                found[index] = .some(use.body.flow.identities.identity(of: argument.value))
            }
        }
        return found
    }

    /// False only if the function is known to do nothing but read the list.
    private static func mayChange(
        argument: CallArgument, at position: Int, of task: Syntax, in file: FileContext
    ) -> Bool {
        guard let function = try? ScheduledFunction(task, in: file),
            let name = function.parameter(of: argument, at: position)?.node.child(.name),
            let variable = function.module.semantics.variable(of: name), variable.bindings.count == 1
        else { return true }
        return !variable.references.filter { $0 != name }.allSatisfy {
            ListReading.isOnlyRead($0, function.module, file.project)
        }
    }

    /// It is given the session, a row of it, or is a method of an object that holds it.
    static func isGivenSession(_ task: CallExpression, in file: FileContext) -> Bool {
        guard let function = task.positional.first else { return false }
        let values = task.arguments.map(\.value).dropFirst() + [function.child(.object)].compactMap(\.self)
        return values.contains { value in
            if case .plain = PassedValue(value, in: file) { false } else { true }
        }
    }

    /// The same of any call that schedules something.
    static func isGivenSession(_ task: BackgroundTaskCall, in file: FileContext) -> Bool {
        let values = task.arguments.map(\.value) + [task.task.child(.object)].compactMap(\.self)
        return values.contains { value in
            if case .plain = PassedValue(value, in: file) { false } else { true }
        }
    }

    private static func work(of task: Syntax, _ use: SessionUse, in file: FileContext) -> SessionSummary? {
        guard case .function(let function, let module)? = file.frameworks.definition(ofFunction: task, in: file.module)
        else { return nil }
        return use.analysis.summary(ofBody: function, in: module)
    }
}
