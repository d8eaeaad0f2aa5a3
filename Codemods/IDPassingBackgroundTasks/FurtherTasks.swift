import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Work that a task itself starts with its session or rows, and does not wait for: when it runs, or goes on, the task has ended and its
/// own session is closed.
struct FurtherTasks {
    /// The function that the first of them runs.
    let first: Syntax?

    init(scheduledBy function: ScheduledFunction, in file: FileContext) {
        first = Self.task(of: function, file.frameworks) ?? Self.outliving(of: function, in: file)
    }

    /// A thread, an executor or an event loop runs it.
    private static func outliving(of function: ScheduledFunction, in file: FileContext) -> Syntax? {
        let module = function.module
        let home =
            module == file.module
            ? file
            : FileContext(
                path: module.path, tree: module.tree, settings: file.settings, project: file.project, known: module)
        return OutlivingCall.all(in: home).first { $0.call.node.isDescendant(of: function.definition.body) }?.function
    }

    private static func task(of function: ScheduledFunction, _ model: FrameworkModel) -> Syntax? {
        let module = function.module
        let call = function.definition.body.subtree.lazy.compactMap(CallExpression.init).first { call in
            guard ["add_task", "BackgroundTask"].contains(call.functionName) else { return false }
            return call.arguments.map(\.value).contains { value in
                var carried = CarriedInstances(model, in: module)
                return captures(value, module, model)
                    || !isFunction(value, module, model) && carried.mayBe(in: value)
            }
        }
        return call.map { $0.positional.first ?? $0.function }
    }

    /// A function of the project's or a library's top level carries nothing.
    private static func isFunction(_ value: Syntax, _ module: ModuleFile, _ model: FrameworkModel) -> Bool {
        guard value.isDottedName, let root = value.dottedRoot,
            module.semantics.variable(of: root)?.scope.kind == .module
        else { return false }
        return model.index.definition(of: value, in: module) != nil
    }

    /// A lambda, `partial` or nested function that names a session or a row.
    private static func captures(_ value: Syntax, _ module: ModuleFile, _ model: FrameworkModel) -> Bool {
        var body = value.withoutParentheses
        if body.kind == .name, let variable = module.semantics.variable(of: body), variable.scope.kind == .function,
            let definition = variable.bindings.first(where: { $0.kind == .function })?.node.parent
        {
            body = definition
        } else if body.kind != .lambda && CallExpression(body)?.functionName != "partial" {
            return false
        }
        return body.subtree.contains { node in
            guard node.kind == .name, let type = model.type(of: node, in: module) else { return false }
            return type.session != nil || type.instance != nil || type.rows != nil
        }
    }
}
