import PythonLibraries
import PythonSemantics
import PythonSyntax

extension EffectAnalysis {
    func of(call: CallExpression) -> Effects {
        let inside = of(call.arguments.map(\.value)).union(call.function.child(.object).map { of($0) } ?? [])
        return inside.union(ofCalling(call))
    }

    /// The effects of the call itself, without those of its receiver and arguments.
    public func ofCalling(_ call: CallExpression) -> Effects {
        if let found = ofMethod(call) { return found }
        let definition = model.index.definition(of: call.function, in: module)
        if let found = definition.flatMap(of(definition:)) { return found }
        if let known = makers.roles(of: call).effects {
            return known.contains(.writes) && isOnOwnCollection(call)
                ? known.subtracting(.writes).union(.reports) : known
        }
        // A logger may come from anywhere: its name and the method's identify it.
        if LogCalls.isLogFunction(call.function) { return .reports }
        return definition == nil && isItem(call) ? .reads : .unknown
    }

    /// `row.get("version", "1.0")` reads an item like `row["version"]`. HTTP clients take paths instead of keys,
    /// queues take no key.
    private func isItem(_ call: CallExpression) -> Bool {
        guard call.functionName == "get", let receiver = call.function.child(.object),
            makers.maker(of: receiver) == nil,
            (1...2).contains(call.positional.count), call.arguments.count == call.positional.count,
            let key = call.positional[0].plainString
        else { return false }
        return !key.isEmpty && key.utf8.allSatisfy { $0 == UInt8(ascii: "_") || isLetterOrDigit($0) }
    }

    private func isLetterOrDigit(_ byte: UInt8) -> Bool {
        UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte | 0x20 || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
    }

    /// `created.append(name)` on a list that the function made only keeps account.
    private func isOnOwnCollection(_ call: CallExpression) -> Bool {
        guard let receiver = call.function.child(.object), receiver.kind == .name, makers.isCollection(receiver),
            let variable = module.semantics.variable(of: receiver), variable.scope.kind == .function
        else { return false }
        return variable.bindings.allSatisfy { $0.kind == .assignment || $0.kind == .annotatedAssignment }
    }

    /// A method of a type that a library knows: a session, a query, a query's result.
    private func ofMethod(_ call: CallExpression) -> Effects? {
        guard let object = call.function.child(.object), let method = call.functionName,
            let type = model.type(of: object, in: module)
        else { return nil }
        let effects = type.effects(of: method)
        // Executing a query only reads; other statements are unknown.
        if type.session != nil, SessionMethods.roles(of: method).contains(.executes), isQuery(call.positional.first) {
            return effects?.subtracting(.unknown)
        }
        return effects
    }

    private func isQuery(_ statement: Syntax?) -> Bool {
        statement.flatMap { model.type(of: $0, in: module) }?.facet(QueryType.self) != nil
    }

    private func of(definition: Definition) -> Effects? {
        switch definition {
        case .external(let name):
            if BuiltinExceptions.contains(name) { return .allocates }
            return Libraries.roles(of: name).effects
        case .function(let function, let owner): return ofCalling(function, in: owner)
        case .type(let type, let owner): return ofMaking(type, in: owner)
        case .value, .module: return nil
        }
    }

    // MARK: Functions of the project

    /// The effects of a function's body, except those on its own variables. A generator runs later and a coroutine
    /// when it is awaited, so an `await` asks about the coroutine's body.
    private func ofCalling(_ function: FunctionDefinition, in owner: ModuleFile, made: String? = nil) -> Effects {
        if isCalled || !function.decorators.isEmpty { return .unknown }
        if function.isGenerator { return .allocates }
        let inside = EffectAnalysis(model, in: owner, isCalled: true, made: made)
        let statements = Suite(function.body).statements
        return inside.of(statements).subtracting([.binds, .leaves]).union(.allocates)
    }

    /// The effects of `Service(db)`: those of its constructor, except filling the new object.
    private func ofMaking(_ type: ClassDefinition, in owner: ModuleFile) -> Effects {
        let initializer = model.index.member("__init__", of: type, in: owner)
        if case .function(let function, let home)? = initializer {
            return ofCalling(function, in: home, made: function.parameters.first?.name)
        }
        // A mapped class stores its columns, a data class its fields.
        if model.mappedClass(type, in: owner) != nil { return .allocates }
        return type.bases.isEmpty && initializer == nil && isPlain(type) ? .allocates : .unknown
    }

    private func isPlain(_ type: ClassDefinition) -> Bool {
        type.keyword("metaclass") == nil && type.decorators.allSatisfy { $0.text.contains("dataclass") }
            && !type.body.children.contains { FunctionDefinition($0)?.name == "__new__" }
    }
}
