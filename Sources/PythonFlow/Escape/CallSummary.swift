import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What a function of the project does with a value that it is given, one level deep: for calls to which it passes
/// the value on, only the table is used.
public struct CallSummary {
    private let model: FrameworkModel
    private let table: ResourceTable

    public init(_ model: FrameworkModel, _ table: ResourceTable) {
        self.model = model
        self.table = table
    }

    /// Unknown except for a plain function of the project that no longer uses the value when it returns, or whose
    /// result uses it.
    public func use(of argument: Syntax, in call: CallExpression) -> ArgumentUse {
        guard call.function.kind == .name, let (function, owner) = definition(of: call) else { return .unknown }
        return use(of: argument, in: call, function, owner)
    }

    /// True if a function of the project, or a method of the class at hand, keeps what it is given.
    public func keeps(_ argument: Syntax, in call: CallExpression) -> Bool {
        guard let (function, owner) = definition(of: call) else { return false }
        return [.keeps, .stores].contains(use(of: argument, in: call, function, owner))
    }

    private func use(
        of argument: Syntax, in call: CallExpression, _ function: FunctionDefinition, _ owner: ModuleFile
    ) -> ArgumentUse {
        guard function.decorators.isEmpty,
            !function.isAsync || call.node.parent?.kind == .await,
            let name = parameter(of: argument, in: call, function)?.node.child(.name),
            let variable = owner.semantics.variable(of: name), variable.bindings.count == 1
        else { return .unknown }
        if ReadsByName(in: function.node, owner.semantics).first(after: 0) != nil { return .unknown }
        // A generator runs when it is iterated.
        if function.isGenerator { return .wraps }
        let life = ValueLife(of: [name], ValueFlow(table, owner.semantics)) { variable, target in
            Reach(
                uses: variable.bindings.count == 1 && variable.bindings[0].node == target ? variable.references : [],
                goesRound: variable.bindings.count != 1)
        }
        switch life.escape {
        case .returned: return .wraps
        case .stored: return .stores
        case .some: return .keeps
        case nil: return life.isPassed || !life.closes.isEmpty || !life.entered.isEmpty ? .unknown : .consumes
        }
    }

    /// The function of the project that is called, with its file.
    public func definition(of call: CallExpression) -> (function: FunctionDefinition, module: ModuleFile)? {
        guard case .function(let function, let owner)? = model.callee(of: call, in: model.module) else { return nil }
        return (function, owner)
    }

    private func parameter(
        of argument: Syntax, in call: CallExpression, _ function: FunctionDefinition
    ) -> Parameter? {
        // Unpacked arguments shift what is given to which parameter.
        guard !call.hasUnpacking else { return nil }
        let bound = model.receiverType(ofMethod: call.function, in: model.module) == nil ? 0 : 1
        guard let given = call.arguments.first(where: { $0.value == argument }) else { return nil }
        if let keyword = given.keyword { return function.parameters.first { $0.name == keyword } }
        guard let position = call.positional.firstIndex(of: argument), position + bound < function.parameters.count
        else { return nil }
        let found = function.parameters[position + bound]
        return found.kind == .positionalOnly || found.kind == .positionalOrKeyword ? found : nil
    }
}
