import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A call that schedules a function to run after the response: `tasks.add_task(f, …)` or `BackgroundTask(f, …)`.
struct BackgroundTaskCall {
    let call: CallExpression
    /// The function to run, as it is written.
    let task: Syntax
    /// What it will be called with.
    let arguments: [CallArgument]

    static let shapes: Patterns = [
        Pattern("$tasks.add_task($function, $...arguments)", where: ["tasks": .test(isQueue)]),
        "BackgroundTask($function, $...arguments)", "$_.BackgroundTask($function, $...arguments)",
    ]

    /// Every such call of a file, inner ones first.
    static func all(in file: FileContext) -> [BackgroundTaskCall] {
        shapes.matches(in: file).compactMap { BackgroundTaskCall($0, in: file) }
    }

    private init?(_ match: PatternMatch, in file: FileContext) {
        guard let call = CallExpression(match.node), let task = match["function"],
            match.alternative == 0 || Self.schedules(call, in: file),
            !Self.isRunHere(match.alternative == 0 ? call.receiver : call.node, in: file)
        else { return nil }
        self.call = call
        self.task = task.withoutParentheses
        arguments = match.run("arguments").map(CallArgument.init)
    }

    /// `await tasks()`, `await BackgroundTask(…)()`: the function around runs it, before its own response.
    private static func isRunHere(_ queue: Syntax?, in file: FileContext) -> Bool {
        guard let queue = queue?.withParentheses else { return false }
        if queue.role == .function { return true }
        let name = queue.kind == .name ? queue : queue.parent?.child(.target)
        guard let name, name.kind == .name, let variable = file.semantics.variable(of: name),
            variable.scope.kind == .function, variable.bindings.allSatisfy({ $0.kind == .assignment })
        else { return false }
        return variable.references.contains { $0.withParentheses.role == .function }
    }

    @Sendable private static func isQueue(_ owner: Syntax, in file: FileContext) -> Bool {
        file.frameworks.type(of: owner)?.withoutOptional.isBackgroundTasks ?? false
    }

    private static func schedules(_ call: CallExpression, in file: FileContext) -> Bool {
        let name = file.project.definition(of: call.function, in: file.module)?.externalName
        return name.map { Libraries.roles(of: $0).contains(.schedules) } ?? false
    }
}
