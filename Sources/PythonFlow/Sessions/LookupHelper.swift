import PythonLibraries
import PythonSemantics
import PythonSyntax

/// A call of a function of the project that does nothing but look for a row, or make the query for it:
/// `get_user(db, email)`, `session.execute(user_query(email))`.
struct LookupHelper {
    private let call: CallExpression
    private let model: FrameworkModel
    private let function: FunctionDefinition
    private let owner: ModuleFile

    /// Nil unless the function and all that it is given are known.
    init?(_ call: CallExpression, _ model: FrameworkModel) {
        guard !call.hasUnpacking,
            case .function(let function, let owner)? = model.index.definition(of: call.function, in: model.module),
            function.decorators.allSatisfy({ ["staticmethod", "classmethod"].contains($0.identifier) }),
            !function.isGenerator, function.isAsync == (call.node.parent?.kind == .await)
        else { return nil }
        self.call = call
        self.model = model
        self.function = function
        self.owner = owner
    }

    func lookup() -> RowLookup? {
        var statements = Suite(function.body).statements
        if let first = statements.first, first.kind == .expressionStatement, first.child(.value)?.kind == .string {
            statements.removeFirst()
        }
        // Before the only `return` nothing is done but to make the query and to ask.
        guard let last = statements.popLast(), last.kind == .returnStatement, let result = last.child(.value),
            let read = reader.lookup(result), statements.allSatisfy(read.parts.contains)
        else { return nil }
        var found = read
        found.parts = []
        found.helpers = [call.node]
        if let session = read.session {
            guard let given = argument(for: session), model.type(of: given)?.session != nil else { return nil }
            found.session = given
        }
        // What is not given as it is asked for counts as the whole call: no row is known to have it.
        found.conditions = read.conditions.mapValues { value in
            isLiteral(value) ? value : argument(for: value) ?? call.node
        }
        return found
    }

    private var reader: RowLookupReader {
        let own = owner == model.module ? model : FrameworkModel(module: owner, index: model.index)
        let managers = ContextManagers(owner.semantics) { own.type(of: $0)?.session != nil }
        let flow = FunctionFlow(FlowGraph(of: function.node, owner.semantics, managers))
        return RowLookupReader(flow, own, isHelped: false)
    }

    private func isLiteral(_ value: Syntax) -> Bool { value.kind == .string || value.kind == .number }

    /// What the call gives for the parameter that an expression names.
    private func argument(for expression: Syntax) -> Syntax? {
        let node = expression.withoutParentheses
        guard node.kind == .name, let name = node.identifier,
            let variable = owner.semantics.variable(of: node), variable.bindings.count == 1,
            let index = parameters.firstIndex(where: { $0.name == name })
        else { return nil }
        let parameter = parameters[index]
        return parameter.kind == .keywordOnly ? call.keyword(name) : call.argument(name, at: index)
    }

    /// Without the object of a method.
    private var parameters: [Parameter] {
        let isMethod = function.node.parent?.parent?.kind == .classDefinition
        let isStatic = function.decorators.contains { $0.identifier == "staticmethod" }
        return isMethod && !isStatic ? Array(function.parameters.dropFirst()) : function.parameters
    }
}
