import PythonSemantics
import PythonSyntax

extension TypeInference {
    func typeOfCall(_ call: CallExpression) -> InferredType? {
        if let type = typeOfMethod(call) { return type }
        guard let definition = model.index.definition(of: call.function, in: module) else { return nil }
        return typeOfCall(call, of: definition)
    }

    private func typeOfCall(_ call: CallExpression, of definition: Definition) -> InferredType? {
        switch definition {
        case .external(let name): return typeOfExternal(name, call)
        case .type(let type, let owner):
            if let mapped = model.mappedClass(type, in: owner) { return .instance(mapped) }
            return .object(type, in: owner)
        case .function(let function, let owner):
            return TypeInference(model: model, module: owner).typeOfCalled(function)
        case .value(let value, let owner):
            return SessionFactory.product(of: value, in: owner, model.index).map { .session($0) }
        case .module: return nil
        }
    }

    /// What calling a function of the project gives, by its annotation; a context manager's or session's by its body.
    private func typeOfCalled(_ function: FunctionDefinition) -> InferredType? {
        if let returns = function.returns, let type = typeOfAnnotation(returns) { return type }
        guard function.isGenerator else { return nil }
        let yielded = function.ownNodes(.yield).compactMap { $0.child(.value) }
        guard yielded.count == 1, case .session(let type)? = model.type(of: yielded[0], in: module) else { return nil }
        return .session(type)
    }

    private func typeOfExternal(_ name: String, _ call: CallExpression) -> InferredType? {
        if SQLAlchemyNames.syncSessions.contains(name) { return .session(SessionType(isAsync: false)) }
        if SQLAlchemyNames.asyncSessions.contains(name) { return .session(SessionType(isAsync: true)) }
        if StarletteNames.backgroundTasks.contains(name) { return .backgroundTasks }
        if SQLAlchemyNames.isSelect(name) { return selected(call) }
        // `next(get_db())`, `contextmanager(get_db)()` give what the generator yields.
        if name == "builtins.next" || name == "builtins.anext", let inner = call.positional.first {
            return model.type(of: inner, in: module)
        }
        return nil
    }

    /// `select(User)`, `query(User)`: one whole class and nothing else.
    private func selected(_ call: CallExpression) -> InferredType? {
        guard call.arguments.count == 1, let entity = call.positional.first else { return nil }
        return model.mappedClass(named: entity, in: module).map { .query($0) }
    }

    // MARK: Methods of sessions, queries and results

    private func typeOfMethod(_ call: CallExpression) -> InferredType? {
        guard call.function.kind == .attribute, let name = call.function.lastName,
            let object = call.function.child(.object), let owner = model.type(of: object, in: module)
        else { return nil }
        switch owner {
        case .session: return typeOfSessionMethod(name, call)
        case .query(let type): return typeOfQueryMethod(name, type)
        case .result(let type): return typeOfResultMethod(name, type)
        case .scalars(let type): return typeOfScalarsMethod(name, type)
        default: return nil
        }
    }

    private func typeOfSessionMethod(_ name: String, _ call: CallExpression) -> InferredType? {
        switch name {
        case "query": return selected(call)
        case "get":
            return call.positional.first.flatMap { model.mappedClass(named: $0, in: module) }.map {
                .optional(.instance($0))
            }
        case "get_one":
            return call.positional.first.flatMap { model.mappedClass(named: $0, in: module) }.map { .instance($0) }
        case "merge": return call.positional.first.flatMap { model.type(of: $0, in: module) }
        case "scalar", "scalars", "execute", "exec", "stream_scalars":
            guard let statement = call.positional.first, case .query(let type)? = model.type(of: statement, in: module)
            else {
                return nil
            }
            switch name {
            case "scalar": return .optional(.instance(type))
            case "execute": return .result(type)
            default: return .scalars(type)
            }
        default: return nil
        }
    }

    private func typeOfQueryMethod(_ name: String, _ type: MappedClass) -> InferredType? {
        rows(QueryMethods.roles(ofQueryMethod: name), type, refined: .query(type))
    }

    private func typeOfResultMethod(_ name: String, _ type: MappedClass) -> InferredType? {
        rows(QueryMethods.roles(ofResultMethod: name), type, refined: .result(type))
    }

    private func typeOfScalarsMethod(_ name: String, _ type: MappedClass) -> InferredType? {
        rows(QueryMethods.roles(ofScalarsMethod: name), type, refined: .scalars(type))
    }

    private func rows(_ roles: QueryRoles, _ type: MappedClass, refined: InferredType) -> InferredType? {
        if roles.contains(.refines) { return refined }
        if roles.contains(.scalars) { return .scalars(type) }
        if roles.contains(.oneOrNone) { return .optional(.instance(type)) }
        if roles.contains(.one) { return .instance(type) }
        return roles.contains(.many) ? .list(.instance(type)) : nil
    }
}
