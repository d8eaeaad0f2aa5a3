import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Tasks that a task itself schedules with its session or rows: they run when the task has ended, and its own session is closed.
struct FurtherTasks {
    /// The call that schedules the first of them.
    let first: CallExpression?

    init(scheduledBy function: ScheduledFunction, _ model: FrameworkModel) {
        let module = function.module
        first = function.definition.body.subtree.lazy.compactMap(CallExpression.init).first { call in
            guard ["add_task", "BackgroundTask"].contains(call.functionName) else { return false }
            return call.arguments.map(\.value).contains { value in
                var carried = CarriedInstances(model, in: module)
                return Self.captures(value, module, model)
                    || !Self.isFunction(value, module, model) && carried.mayBe(in: value)
            }
        }
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
