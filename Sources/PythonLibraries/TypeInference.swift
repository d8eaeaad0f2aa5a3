import PythonSemantics
import PythonSyntax

/// Infers the type of an expression: through bindings, annotations, dependencies, and the calls and methods that the
/// libraries know.
public struct TypeInference {
    let model: FrameworkModel
    let module: ModuleFile

    private var index: ProjectIndex { model.index }

    /// The type of an expression in the same file.
    func type(of expression: Syntax) -> InferredType? { model.type(of: expression, in: module) }

    func infer(_ expression: Syntax) -> InferredType? {
        let node = expression.withoutParentheses
        switch node.kind {
        case .name: return typeOfName(node)
        case .attribute: return typeOfAttribute(node)
        case .call: return CallExpression(node).flatMap(typeOfCall)
        case .await: return node.child(.value).flatMap { model.type(of: $0, in: module) }
        case .conditional:
            guard let body = node.child(.body).flatMap({ model.type(of: $0, in: module) }),
                let other = node.child(.orElse)
            else { return nil }
            if other.text == "None" { return body.isOptional ? body : .optional(body) }
            return model.type(of: other, in: module).flatMap { .common(body, $0) }
        case .booleanOperation:
            // `given or Default()`
            guard let both = BooleanOperation(node), both.operation == .or, both.operands.count == 2,
                let left = model.type(of: both.operands[0], in: module)?.withoutOptional,
                let right = model.type(of: both.operands[1], in: module)
            else { return nil }
            return .common(left, right)
        case .listComprehension:
            return node.child(.element).flatMap { model.type(of: $0, in: module) }.map { .list($0) }
        case .list: return typeOfList(node)
        default: return nil
        }
    }

    private func typeOfList(_ node: Syntax) -> InferredType? {
        let elements = node.children(.element).map { model.type(of: $0, in: module) }
        guard let first = elements.first, let type = first, elements.allSatisfy({ $0 == type }) else { return nil }
        return .list(type)
    }

    // MARK: Names

    private func typeOfName(_ node: Syntax) -> InferredType? {
        guard let variable = module.semantics.variable(of: node) else { return nil }
        if variable.isDefined {
            return index.definition(of: node, in: module).flatMap(typeOfDefinition)
        }
        return model.type(of: variable) { type(of: variable) }
    }

    /// The type on which all bindings of a variable agree. `None` makes it optional.
    private func type(of variable: Variable) -> InferredType? {
        var found: InferredType?
        var isOptional = false
        for binding in variable.bindings where binding.kind != .deletion {
            if binding.statement?.child(.value)?.isNone == true, binding.isWholeTarget {
                isOptional = true
                continue
            }
            var evaluated: InferredType?
            guard model.evaluate(binding.node, { evaluated = type(of: binding) }) else { continue }
            guard let type = evaluated else { return nil }
            if let known = found {
                guard let common = InferredType.common(known, type) else { return nil }
                found = common
            } else {
                found = type
            }
        }
        return found.map { isOptional && !$0.isOptional ? .optional($0) : $0 }
    }

    private func type(of binding: Binding) -> InferredType? {
        switch binding.kind {
        case .parameter: return binding.node.parent.flatMap(typeOfParameter)
        case .assignment, .namedExpression:
            guard binding.isWholeTarget, let value = binding.holder?.child(.value) else { return nil }
            return model.type(of: value, in: module)
        case .annotatedAssignment, .annotationOnly:
            guard let statement = binding.statement else { return nil }
            let inferred = statement.child(.value).flatMap { model.type(of: $0, in: module) }
            return inferred ?? statement.child(.annotation).flatMap { typeOfAnnotation($0) }
        case .forTarget, .comprehensionTarget:
            guard binding.isWholeTarget,
                let iterable = binding.holder?.child(.iterable).flatMap({ model.type(of: $0, in: module) })
            else { return nil }
            return iterable.element
        case .withTarget:
            guard binding.isWholeTarget, let context = binding.holder?.child(.context) else { return nil }
            return model.type(of: context, in: module) ?? UsedAsSession(types: self).type(ofName: binding.node)
        default: return nil
        }
    }

    /// The type of a name defined elsewhere: a global object, the product of a session factory.
    private func typeOfDefinition(_ definition: Definition) -> InferredType? {
        guard case .value(let value, let owner) = definition else { return nil }
        return model.type(of: value, in: owner)
    }

    // MARK: Parameters and annotations

    private func typeOfParameter(_ parameter: Syntax) -> InferredType? {
        guard parameter.flags.isDisjoint(with: [.star, .doubleStar]) else { return nil }
        if let annotation = parameter.child(.annotation), let type = typeOfAnnotation(annotation) {
            let isNone = parameter.child(.defaultValue)?.text == "None"
            return isNone && !type.isOptional ? .optional(type) : type
        }
        if let dependency = parameter.child(.defaultValue).flatMap({ Dependency(default: $0, in: module, index) }) {
            return typeOfDependency(dependency)
        }
        guard parameter.child(.annotation) == nil, parameter.child(.defaultValue)?.isNone ?? true else { return nil }
        return parameter.child(.name).flatMap(UsedAsSession(types: self).type(ofName:))
    }

    private func typeOfDependency(_ dependency: Dependency) -> InferredType? {
        guard case .function(let function, let owner)? = dependency.definition(index) else { return nil }
        var type: InferredType?
        let isNew = model.evaluate(function.node) {
            type = TypeInference(model: model, module: owner).typeOfResult(function)
        }
        return isNew ? type : nil
    }

    /// The type of a function's result, or of a dependency's `yield`.
    private func typeOfResult(_ function: FunctionDefinition) -> InferredType? {
        if let returns = function.returns, let type = typeOfAnnotation(returns) { return type }
        let given = function.ownNodes(function.isGenerator ? .yield : .returnStatement)
            .compactMap { $0.child(.value) }.filter { !$0.isNone }
        guard let first = given.first.flatMap({ model.type(of: $0, in: module) }) else { return nil }
        return given.allSatisfy { model.type(of: $0, in: module) == first } ? first : nil
    }

    func typeOfAnnotation(_ annotation: Syntax, depth: Int = 0) -> InferredType? {
        let node = annotation.withoutParentheses
        guard depth < 8 else { return nil }
        switch node.kind {
        case .name, .attribute, .string:
            return index.definition(of: node, in: module).flatMap { typeOfNamed($0, depth) }
        case .binary where node.children.count(where: { _ in true }) == 2:
            // `X | None`
            let sides = [node.child(.left), node.child(.right)].compactMap { $0 }
            guard let type = sides.first(where: { $0.text != "None" }), sides.contains(where: { $0.text == "None" })
            else {
                return nil
            }
            return typeOfAnnotation(type, depth: depth + 1).map { .optional($0) }
        case .subscription: return typeOfGeneric(node, depth)
        default: return nil
        }
    }

    private func typeOfNamed(_ definition: Definition, _ depth: Int) -> InferredType? {
        switch definition {
        case .external(let name): return Libraries.first { $0.type(ofAnnotation: name) }
        case .type(let type, let owner):
            return Libraries.first { $0.type(ofMaking: type, in: owner, model) }
                ?? Libraries.first { $0.type(ofAnnotating: type, in: owner, model) } ?? .object(type, in: owner)
        case .value(let value, let owner):
            // `SessionDep = Annotated[Session, Depends(get_db)]`
            return TypeInference(model: model, module: owner).typeOfAnnotation(value, depth: depth + 1)
        default: return nil
        }
    }

    private func typeOfGeneric(_ node: Syntax, _ depth: Int) -> InferredType? {
        guard let object = node.child(.object), let argument = node.child(.index) else { return nil }
        let first = argument.kind == .subscriptTuple ? argument.child(.element) ?? argument : argument
        switch object.lastName {
        case "Optional": return typeOfAnnotation(first, depth: depth + 1).map { .optional($0) }
        case "Annotated":
            if let type = typeOfAnnotation(first, depth: depth + 1) { return type }
            return Dependency(annotated: node, in: module, index).flatMap(typeOfDependency)
        case "List", "list", "Sequence", "Iterable": return typeOfAnnotation(first, depth: depth + 1).map { .list($0) }
        case "Generator", "AsyncGenerator", "Iterator", "AsyncIterator", "AsyncIterable", "Awaitable":
            return typeOfAnnotation(first, depth: depth + 1)
        case "Union":
            let members = argument.children(.element)
            guard members.count == 2, members.contains(where: { $0.text == "None" }),
                let other = members.first(where: { $0.text != "None" })
            else { return nil }
            return typeOfAnnotation(other, depth: depth + 1).map { .optional($0) }
        default: return object.lastName.flatMap { name in Libraries.first { $0.type(ofGeneric: name) } }
        }
    }
}

// MARK: Attributes

extension TypeInference {
    private func typeOfAttribute(_ node: Syntax) -> InferredType? {
        guard let object = node.child(.object), let name = node.lastName else { return nil }
        if let found = Libraries.first({ $0.type(ofAttribute: node, self) }) { return found }
        if object.kind == .name, let type = module.semantics.enclosingClass(ofSelf: object) {
            return typeOfMember(name, of: type)
        }
        if let external = index.definition(of: node, in: module)?.externalName,
            SQLAlchemyNames.flaskMember(external) == "session"
        {
            return .session(SessionType(isAsync: false, isScoped: true))
        }
        if case .object(let type, let owner)? = model.type(of: object, in: module) {
            return TypeInference(model: model, module: owner).typeOfMember(name, of: type)
        }
        return UsedAsSession(types: self).type(ofExtension: node)
    }

    /// The type of `self.name`: from a class-level annotation, from an assignment in `__init__`, or from those of other methods if they
    /// agree; of the class, or of the nearest base that has one.
    private func typeOfMember(_ name: String, of type: ClassDefinition, depth: Int = 0) -> InferredType? {
        guard depth < 8 else { return nil }
        return model.type(ofMember: name, of: type) {
            if let annotation = annotation(of: name, in: type) { return typeOfAnnotation(annotation) }
            let assignments = assignments(to: name, in: type)
            if let first = assignments.first(where: { $0.enclosingFunction?.child(.name)?.identifier == "__init__" }),
                let value = first.child(.value)
            {
                return model.type(of: value, in: module)
                    ?? (isBareParameter(value) ? UsedAsSession(types: self).type(ofMember: name, in: type) : nil)
            }
            if !assignments.isEmpty {
                return common(assignments) ?? UsedAsSession(types: self).type(ofMember: name, in: type)
            }
            return isDefined(name, in: type) ? nil : typeOfInherited(name, of: type, depth: depth + 1)
        }
    }

    private func annotation(of name: String, in type: ClassDefinition) -> Syntax? {
        type.body.children.first {
            $0.kind == .annotatedAssignment && $0.child(.target)?.text == name && $0.child(.annotation) != nil
        }?.child(.annotation)
    }

    /// `self.name = …` in the methods of a class, in text order.
    private func assignments(to name: String, in type: ClassDefinition) -> [Syntax] {
        type.body.subtree.compactMap { node in
            guard node.kind == .attribute, node.role == .target || node.parent?.role == .target, node.lastName == name,
                node.child(.object).flatMap(module.semantics.enclosingClass)?.node == type.node
            else { return nil }
            return node.enclosingStatement
        }
    }

    /// The type that all of them give, apart from `None`.
    private func common(_ assignments: [Syntax]) -> InferredType? {
        let values = assignments.map { $0.child(.target)?.kind == .attribute ? $0.child(.value) : nil }
        let types = values.filter { !($0?.isNone ?? false) }.map { $0.flatMap { model.type(of: $0, in: module) } }
        guard let first = types.first, types.allSatisfy({ $0 == first }) else { return nil }
        return first
    }

    /// A method or another name of the class's body.
    private func isDefined(_ name: String, in type: ClassDefinition) -> Bool {
        let scope = module.semantics.scope(of: type.body)
        return scope.resolve(name).map { $0.scope == scope } ?? false
    }

    private func typeOfInherited(_ name: String, of type: ClassDefinition, depth: Int) -> InferredType? {
        for base in type.bases {
            guard case .type(let parent, let owner)? = index.definition(of: base.withoutTypeArguments, in: module)
            else { continue }
            if let found = TypeInference(model: model, module: owner).typeOfMember(name, of: parent, depth: depth) {
                return found
            }
        }
        return nil
    }

    /// A parameter without an annotation.
    private func isBareParameter(_ value: Syntax) -> Bool {
        guard let variable = module.semantics.variable(of: value), variable.bindings.count == 1,
            variable.bindings[0].kind == .parameter, let parameter = variable.bindings[0].node.parent
        else { return false }
        return parameter.child(.annotation) == nil
            && parameter.flags.isDisjoint(with: [.star, .doubleStar])
    }
}
