import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A call that schedules a function to run behind the response: `tasks.add_task(f, …)` or `BackgroundTask(f, …)`.
struct BackgroundTaskCall {
    let call: CallExpression
    /// The function to run, as it is written.
    let task: Syntax
    /// What it will be called with.
    let arguments: [CallArgument]

    /// What the functions that schedule are called.
    static let names: WordSet = ["add_task", "BackgroundTask"]

    init?(_ node: Syntax, in file: FileContext) {
        guard let call = CallExpression(node), Self.schedules(call, in: file), let first = call.arguments.first,
            first.keyword == nil, !first.isUnpacked
        else { return nil }
        self.call = call
        task = first.value
        arguments = Array(call.arguments.dropFirst())
    }

    private static func schedules(_ call: CallExpression, in file: FileContext) -> Bool {
        if call.function.kind == .attribute, call.functionName == "add_task", let owner = call.function.child(.object) {
            return file.frameworks.type(of: owner)?.isBackgroundTasks ?? false
        }
        guard call.functionName == "BackgroundTask" else { return false }
        let name = file.project.definition(of: call.function, in: file.module)?.externalName
        return name.map { Libraries.roles(of: $0).contains(.schedules) } ?? false
    }
}
