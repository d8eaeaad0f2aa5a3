import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What the body of a scheduled function shows.
extension ScheduledFunction {
    /// Nothing but a docstring, `pass`, `...`, log lines and an empty `return`: it does not do anything yet.
    var isStub: Bool { Suite(definition.body).statements.allSatisfy(isEmpty) }

    private func isEmpty(_ statement: Syntax) -> Bool {
        switch statement.kind {
        case .passStatement: return true
        case .returnStatement: return statement.child(.value)?.isNone ?? true
        case .raiseStatement:
            let raised = statement.child(.exception).map { CallExpression($0)?.function ?? $0 }
            return raised.flatMap { module.semantics.qualifiedName(of: $0) } == "builtins.NotImplementedError"
        case .expressionStatement:
            guard let value = statement.child(.value) else { return false }
            return value.kind == .string || value.kind == .ellipsis || isPlainLog(statement)
        default: return false
        }
    }

    /// A logger's line whose arguments do no work: they call nothing but builtins. What is printed may be the result.
    private func isPlainLog(_ statement: Syntax) -> Bool {
        guard let call = LogCalls.call(in: statement), call.receiver != nil else { return false }
        return call.arguments.flatMap { Array($0.value.subtree) }.compactMap(CallExpression.init).allSatisfy {
            module.semantics.qualifiedName(of: $0.function)?.hasPrefix("builtins.") ?? false
        }
    }

    /// Its body is one `try` that catches every exception and raises none.
    var handlesItsFailures: Bool {
        let statements = Suite(definition.body).statements.filter { !isEmpty($0) }
        guard statements.count == 1, let attempt = TryStatement(statements[0]) else { return false }
        return attempt.handlers.contains { handler in
            let catchesAll =
                handler.exception == nil
                || handler.exceptions.contains { module.semantics.qualifiedName(of: $0) == "builtins.Exception" }
            return catchesAll && !handler.body.subtree.contains { $0.kind == .raiseStatement }
        }
    }

    /// A function at the top level of a module, which nothing decorates or overrides.
    var isPlainFunction: Bool {
        definition.node.parent?.kind == .module && definition.decorators.isEmpty && service == nil
    }

    func variable(of parameter: Parameter) -> Variable? {
        parameter.node.child(.name).flatMap(module.semantics.variable)
    }

    /// The body never reads or binds the parameter, by its name or otherwise.
    func ignores(_ parameter: Parameter) -> Bool { Self.ignores(parameter, of: definition, in: module) }

    static func ignores(_ parameter: Parameter, of definition: FunctionDefinition, in module: ModuleFile) -> Bool {
        guard let variable = parameter.node.child(.name).flatMap(module.semantics.variable) else { return false }
        return variable.references.isEmpty && variable.bindings.count == 1
            && ReadsByName(in: definition.node, module.semantics).first(after: 0) == nil
    }

    /// The body reads columns of the row and does nothing else with it.
    func readsColumns(of type: MappedClass, _ parameter: Parameter) -> Bool {
        guard let variable = variable(of: parameter), variable.bindings.count == 1, !readsByName else { return false }
        return variable.references.map(\.withParentheses).allSatisfy { use in
            guard use.role == .object, let read = use.parent, read.kind == .attribute, let name = read.lastName,
                type.column(name)?.isDeferred == false
            else { return false }
            return read.role != .function && read.role != .target
        }
    }

    /// `locals()` and the like.
    var readsByName: Bool { ReadsByName(in: definition.node, module.semantics).first(after: 0) != nil }
}
