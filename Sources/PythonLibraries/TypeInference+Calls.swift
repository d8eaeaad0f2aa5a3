import PythonSemantics
import PythonSyntax

extension TypeInference {
    func typeOfCall(_ call: CallExpression) -> InferredType? {
        if let type = typeOfMethod(call) ?? typeOfValidated(call) { return type }
        guard let definition = model.index.type(named: call.function, in: module) else { return nil }
        return typeOfCall(call, of: definition)
    }

    private func typeOfCall(_ call: CallExpression, of definition: Definition) -> InferredType? {
        switch definition {
        case .external(let name): return typeOfExternal(name, call)
        case .type(let type, let owner):
            return Libraries.first { $0.type(ofMaking: type, in: owner, model) } ?? .object(type, in: owner)
        case .function(let function, let owner):
            return TypeInference(model: model, module: owner).typeOfCalled(function)
        case .value(let value, let owner):
            return Libraries.first { $0.type(ofProduct: value, in: owner, model.index) }
        case .module: return nil
        }
    }

    /// The type that a function of the project returns, by its annotation; for a context manager or session, by its
    /// body.
    private func typeOfCalled(_ function: FunctionDefinition) -> InferredType? {
        if let returns = function.returns, let type = typeOfAnnotation(returns) { return type }
        guard function.isGenerator else { return nil }
        let yielded = function.ownNodes(.yield).compactMap { $0.child(.value) }
        guard yielded.count == 1, let type = model.type(of: yielded[0], in: module), case .known = type else {
            return nil
        }
        return type.session == nil ? nil : type
    }

    private func typeOfExternal(_ name: String, _ call: CallExpression) -> InferredType? {
        if let found = Libraries.first({ $0.type(ofCalling: name, call, self) }) { return found }
        // `next(get_db())` and `contextmanager(get_db)()` return what the generator yields.
        guard name == "builtins.next" || name == "builtins.anext", let inner = call.positional.first else { return nil }
        return model.type(of: inner, in: module)
    }

    /// SQLModel's `User.model_validate(data)`.
    private func typeOfValidated(_ call: CallExpression) -> InferredType? {
        guard let name = call.functionName, ["from_orm", "model_validate", "parse_obj"].contains(name),
            let mapped = call.receiver.flatMap({ model.mappedClass(named: $0, in: module) }),
            model.index.member(name, of: mapped.definition, in: mapped.module) == nil
        else { return nil }
        return .instance(mapped)
    }

    // MARK: Methods

    private func typeOfMethod(_ call: CallExpression) -> InferredType? {
        guard call.function.kind == .attribute, let name = call.function.lastName,
            let object = call.function.child(.object), case .known(let owner)? = model.type(of: object, in: module)
        else { return nil }
        return owner.facet.result(of: name, call, self)
    }
}
