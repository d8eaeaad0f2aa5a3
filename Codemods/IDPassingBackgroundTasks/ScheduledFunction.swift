import PythonSemantics
import PythonSyntax
import Rewriting

/// The function behind a task, and how a wrapper calls it.
struct ScheduledFunction {
    let definition: FunctionDefinition
    let module: ModuleFile
    /// As it is written in the call: `analyze`, `Analyzer.analyze`, `jobs.analyze`.
    let expression: Syntax
    /// Parameters that the call fills: without `self` or `cls`.
    let parameters: [Parameter]

    var isCoroutine: Bool { definition.isAsync }

    /// The name that wrappers are called after.
    var name: String { definition.name }

    /// The parameter that an argument goes to.
    func parameter(of argument: CallArgument, at position: Int) -> Parameter? {
        if let keyword = argument.keyword { return parameters.first { $0.name == keyword } }
        let positional = parameters.filter { $0.kind == .positionalOnly || $0.kind == .positionalOrKeyword }
        return position < positional.count ? positional[position] : nil
    }

    /// True where the body gives the parameter another value.
    private func assigns(_ parameter: Parameter) -> Bool {
        guard let name = parameter.node.child(.name), let variable = module.semantics.variable(of: name) else {
            return false
        }
        return variable.bindings.count > 1
    }

    /// True where the function opens a session if the parameter is left out, and closes what it opened in a `finally`.
    func closesItsOwnSession(_ parameter: Parameter, _ model: FrameworkModel) -> Bool {
        guard parameter.defaultValue?.text == "None", let name = parameter.node.child(.name),
            let variable = module.semantics.variable(of: name)
        else { return false }
        let opened = variable.bindings.filter { $0.kind == .assignment }.compactMap { $0.statement?.child(.value) }
        let opens =
            opened.count == 1
            && opened.allSatisfy { value in
                value.subtree.contains { CallExpression($0) != nil && model.type(of: $0, of: module)?.session != nil }
            }
        return opens
            && definition.body.subtree.contains { node in
                guard let call = CallExpression(node), call.functionName == "close",
                    call.function.child(.object)?.text == parameter.name
                else { return false }
                return node.ancestors.contains { $0.kind == .finallyClause }
            }
    }

    /// True where the function makes its own session if it is given none.
    func opensItsOwnSession(_ parameter: Parameter) -> Bool {
        if parameter.defaultValue?.text == "None", assigns(parameter) { return true }
        return definition.decorators.contains {
            let text = (CallExpression($0)?.function ?? $0).lastName?.lowercased() ?? ""
            return text.contains("session") || text.contains("transaction")
        }
    }
}

extension ScheduledFunction {
    /// Throws where the task is nothing that a function at the top level of the file could call.
    init(_ task: Syntax, in file: FileContext) throws(Refusal) {
        let node = task.withoutParentheses
        guard node.kind != .lambda, !(CallExpression(node).map { $0.functionName == "partial" } ?? false) else {
            throw Refusal(.deferredCall)
        }
        guard node.isDottedName, let root = node.subtree.first(where: { $0.kind == .name }) else {
            throw Refusal(.taskUnknown)
        }
        if let variable = file.semantics.variable(of: root), variable.scope.kind != .module {
            // An import inside the endpoint does not reach a wrapper; anything else local lives with the request.
            throw Refusal(node.kind == .attribute ? .boundMethod : .deferredCall)
        }
        guard case .function(let definition, let module)? = file.project.definition(of: node, in: file.module) else {
            throw Refusal(.taskUnknown)
        }
        self.definition = definition
        self.module = module
        expression = node
        let isMethod = definition.node.parent?.parent?.kind == .classDefinition
        let decorators = definition.decorators.compactMap(\.lastName)
        let binds = isMethod && !decorators.contains("staticmethod")
        if binds, !decorators.contains("classmethod"), !Self.isBound(node, in: file) { throw Refusal(.taskUnknown) }
        parameters = binds ? Array(definition.parameters.dropFirst()) : definition.parameters
    }

    /// `service.run` of a global object; `Service.run` would lack its `self`.
    private static func isBound(_ node: Syntax, in file: FileContext) -> Bool {
        guard let object = node.child(.object) else { return false }
        if case .type? = file.project.definition(of: object, in: file.module) { return false }
        return true
    }
}

/// A reason not to fix, thrown out of the judgement.
struct Refusal: Error {
    let reason: RefusalReason

    init(_ reason: RefusalReason) { self.reason = reason }
}
