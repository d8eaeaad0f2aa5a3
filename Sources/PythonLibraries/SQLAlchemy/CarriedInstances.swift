import PythonSemantics
import PythonSyntax

/// Decides whether a value may carry a mapped instance or a session that belongs to a request.
///
/// It does not only if that is shown: by a literal, a column, an annotation, or the value's origin. Anything unknown
/// may carry one.
public struct CarriedInstances {
    private let model: FrameworkModel
    private let module: ModuleFile
    /// Names being followed: one that depends on itself adds nothing.
    private var followed: Set<Syntax> = []
    /// Functions whose parameters FastAPI supplies: endpoints and dependencies.
    private var injected: Set<Syntax>
    private var depth = 0

    private static let maximumDepth = 40

    public init(_ model: FrameworkModel, in module: ModuleFile) {
        self.init(model, in: module, injected: [])
    }

    private init(_ model: FrameworkModel, in module: ModuleFile, injected: Set<Syntax>) {
        self.model = model
        self.module = module
        self.injected = injected
    }

    private var index: ProjectIndex { model.index }

    /// True unless the expression is shown to contain no instance and no session.
    public mutating func mayBe(in expression: Syntax) -> Bool {
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.maximumDepth else { return true }
        let node = expression.withoutParentheses.withoutAwait.withoutParentheses
        switch model.type(of: node, in: module)?.withoutOptional {
        case .known(let known): return known.facet.belongsToRequest ?? mayBeInParts(node)
        case .list(let element): return Self.carries(element) || mayBeInParts(node)
        case .object, .optional, nil: return mayBeInParts(node)
        }
    }

    /// True if a display, a comprehension or a deferred call names an instance, a list of them or a session. Reading
    /// an attribute, as in `user.email`, yields plain data.
    public func isCertain(in expression: Syntax) -> Bool {
        let collected = [expression.child(.element), expression.child(.key), expression.child(.value)]
        let isComprehension =
            expression.kind == .listComprehension || expression.kind == .dictionaryComprehension
        // Of a comprehension only the collected elements count.
        return (isComprehension ? collected.compactMap(\.self) : [expression]).contains { isNamed(in: $0) }
    }

    private func isNamed(in expression: Syntax) -> Bool {
        expression.subtree.contains { node in
            guard node.kind == .name || node.kind == .attribute, node.role != .test else { return false }
            if node.parent?.kind == .attribute, expression.kind != .lambda { return false }
            guard let type = model.type(of: node, in: module) else { return false }
            return type.session != nil || type.instance != nil || type.listed?.instance != nil
        }
    }

    private static func carries(_ type: InferredType) -> Bool {
        switch type.withoutOptional {
        case .known(let known): known.facet.belongsToRequest ?? true
        case .list(let element): carries(element)
        case .object: false
        case .optional: true
        }
    }

    // MARK: Expressions

    private mutating func mayBeInParts(_ node: Syntax) -> Bool {
        switch node.kind {
        case .number, .string, .formattedString, .constant, .ellipsis, .comparison: return false
        case .name: return mayBe(inName: node)
        case .attribute: return mayBe(inAttribute: node)
        case .subscription: return node.child(.object).map { mayBe(in: $0) } ?? true
        case .call: return CallExpression(node).map { mayBe(inCall: $0) } ?? true
        case .namedExpression: return node.child(.value).map { mayBe(in: $0) } ?? true
        case .conditional:
            return [node.child(.body), node.child(.orElse)].contains { $0.map { mayBe(in: $0) } ?? true }
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression:
            // Of a comprehension only the collected elements count.
            return [node.child(.element), node.child(.key), node.child(.value)].compactMap { $0 }
                .contains { mayBe(in: $0) }
        case .unary, .binary, .booleanOperation, .tuple, .list, .set, .dictionary, .dictionaryItem, .starred,
            .dictionaryUnpacking:
            return Array(node.children).contains { mayBe(in: $0) }
        default: return true
        }
    }

    /// A column is plain data; a relationship or a property may not be.
    private mutating func mayBe(inAttribute node: Syntax) -> Bool {
        guard let object = node.child(.object), let name = node.lastName else { return true }
        if let mapped = model.type(of: object, in: module)?.instance {
            return mapped.column(name) == nil && !mapped.primaryKey.contains { $0.name == name }
        }
        return mayBe(in: object)
    }

    // MARK: Names

    private mutating func mayBe(inName node: Syntax) -> Bool {
        guard let variable = module.semantics.variable(of: node) else { return false }
        // A module's objects outlive a request.
        if variable.scope.kind == .module { return false }
        return variable.bindings.contains { mayBe(in: $0) }
    }

    private mutating func mayBe(in binding: Binding) -> Bool {
        guard followed.insert(binding.node).inserted else { return false }
        switch binding.kind {
        case .parameter: return binding.node.parent.map { mayBe(inParameter: $0) } ?? true
        case .assignment, .annotatedAssignment, .augmentedAssignment, .namedExpression:
            guard let value = target(binding.node)?.child(.value) else { return true }
            return mayBe(in: value)
        case .forTarget, .comprehensionTarget:
            return target(binding.node)?.child(.iterable).map { mayBe(in: $0) } ?? true
        case .withTarget: return target(binding.node)?.child(.context).map { mayBe(in: $0) } ?? true
        case .function, .class, .importModule, .importFrom, .exceptAlias, .typeAlias, .typeParameter, .deletion,
            .annotationOnly:
            return false
        case .matchCapture: return true
        }
    }

    /// The statement or clause that assigns the name, as its target or part of its target.
    private func target(_ name: Syntax) -> Syntax? {
        var node = name
        while let parent = node.parent, [.tuple, .list, .starred, .parenthesized].contains(parent.kind) {
            node = parent
        }
        return node.role == .target ? node.parent : nil
    }

    private mutating func mayBe(inParameter parameter: Syntax) -> Bool {
        if let dependency = Dependency(of: parameter, in: module, index) { return mayBe(inResultOf: dependency) }
        guard let function = parameter.enclosingFunction else { return true }
        if let annotation = parameter.child(.annotation) {
            return !isInjected(function) && !PlainAnnotation.isPlain(annotation, in: module, index, model)
        }
        return !isInjected(function)
    }

    private func isInjected(_ function: Syntax) -> Bool {
        injected.contains(function) || FunctionDefinition(function)?.decorators.contains(where: Route.isRoute) == true
    }

    private mutating func mayBe(inResultOf dependency: Dependency) -> Bool {
        switch dependency.definition(index) {
        case .function(let function, let owner)?: return mayBe(inResultOf: function, owner, isInjected: true)
        case .type(let type, let owner)?:
            if model.mappedClass(type, in: owner) != nil { return true }
            let initializer = type.body.children.compactMap(FunctionDefinition.init).first { $0.name == "__init__" }
            return initializer?.parameters.contains { Dependency(of: $0.node, in: owner, index) != nil } ?? false
        // `oauth2_scheme`: one of FastAPI's own security schemes.
        case .value(let value, let owner)?:
            let maker = CallExpression(value).flatMap { index.definition(of: $0.function, in: owner)?.externalName }
            return !(maker?.hasPrefix("fastapi.security") ?? false)
        case .external(let name)?: return !name.hasPrefix("fastapi.security")
        case .module?, nil: return true
        }
    }

    private mutating func mayBe(
        inResultOf function: FunctionDefinition, _ owner: ModuleFile, isInjected: Bool
    ) -> Bool {
        if let returns = function.returns { return !PlainAnnotation.isPlain(returns, in: owner, index, model) }
        guard followed.insert(function.node).inserted else { return false }
        var inner = CarriedInstances(
            model, in: owner, injected: isInjected ? injected.union([function.node]) : injected)
        inner.followed = followed
        inner.depth = depth
        let kind: NodeKind = function.isGenerator ? .yield : .returnStatement
        return function.ownNodes(kind).compactMap { $0.child(.value) }.contains { inner.mayBe(in: $0) }
    }

    // MARK: Calls

    private mutating func mayBe(inCall call: CallExpression) -> Bool {
        switch index.definition(of: call.function, in: module) {
        case .external(let name)? where PlainResults.contains(name): return false
        case .function(let function, let owner)?:
            if let returns = function.returns { return !isPlain(returns, of: call) }
            if returnsRow(function, owner) { return true }
        case .type(let type, let owner)? where hasUnknownBase(type, owner, depth: 0): return true
        default: break
        }
        if let object = call.function.child(.object) {
            if call.functionName == "count", model.type(of: object, in: module)?.facet(QueryType.self) != nil {
                return false
            }
            if mayBe(in: object) { return true }
        }
        return call.arguments.contains { mayBe(in: $0.value) }
    }

    /// A row of a session that the function opens itself: whoever adds it to another one finds it changed.
    private func returnsRow(_ function: FunctionDefinition, _ owner: ModuleFile) -> Bool {
        function.ownNodes(function.isGenerator ? .yield : .returnStatement).compactMap { $0.child(.value) }.contains {
            let type = model.type(of: $0, in: owner)
            return type?.instance != nil || type?.rows != nil
        }
    }

    /// True if nobody knows what the class is: its base may be one that maps it.
    private func hasUnknownBase(_ type: ClassDefinition, _ owner: ModuleFile, depth: Int) -> Bool {
        type.bases.contains { base in
            let node = base.withoutParentheses
            let named = node.kind == .subscription ? node.child(.object) ?? node : node
            switch index.definition(of: named, in: owner) {
            case .type(let parent, let home)?: return depth > 6 || hasUnknownBase(parent, home, depth: depth + 1)
            case .external(let name)?:
                let root = String(name.prefix { $0 != "." })
                return !StandardModules.contains(root: root) && !PlainAnnotation.plainBases.contains(root)
            default: return true
            }
        }
    }

    private func isPlain(_ returns: Syntax, of call: CallExpression) -> Bool {
        guard case .function(_, let owner)? = index.definition(of: call.function, in: module) else { return false }
        return PlainAnnotation.isPlain(returns, in: owner, index, model)
    }
}

/// Library functions that return plain data, whatever their arguments.
private enum PlainResults {
    static func contains(_ name: String) -> Bool {
        functions.contains(name) || modules.contains { name.hasPrefix($0) }
    }

    private static let functions: Set<String> = [
        "builtins.str", "builtins.int", "builtins.float", "builtins.bool", "builtins.len", "builtins.repr",
        "builtins.abs", "builtins.round", "builtins.hash", "builtins.id", "builtins.isinstance", "builtins.hasattr",
        "builtins.format", "json.dumps", "fastapi.encoders.jsonable_encoder",
    ]
    private static let modules = [
        "uuid.", "datetime.", "time.", "secrets.", "random.", "hashlib.", "math.", "base64.", "os.",
    ]
}

/// Annotations that mark a value as plain data.
public enum PlainAnnotation {
    /// True for `int`, `list[str]`, `UUID | None` and schemas of the project. False for mapped classes, for
    /// containers without an element type, and for unknown names.
    public static func isPlain(
        _ annotation: Syntax, in module: ModuleFile, _ index: ProjectIndex, _ model: FrameworkModel
    ) -> Bool {
        let node = annotation.withoutParentheses
        switch node.kind {
        case .constant: return true
        case .name, .attribute: return isPlainName(node, module, index, model)
        case .binary: return node.children.allSatisfy { isPlain($0, in: module, index, model) }
        case .subscription:
            guard let object = node.child(.object), let inner = node.child(.index) else { return false }
            guard containers.contains(object.lastName ?? "") else { return object.lastName == "Literal" }
            let parts = inner.kind == .subscriptTuple ? inner.children(.element) : [inner]
            let first = object.lastName == "Annotated" ? Array(parts.prefix(1)) : parts
            return first.allSatisfy { $0.kind == .ellipsis || isPlain($0, in: module, index, model) }
        default: return false
        }
    }

    private static func isPlainName(
        _ node: Syntax, _ module: ModuleFile, _ index: ProjectIndex, _ model: FrameworkModel
    ) -> Bool {
        if module.semantics.variable(of: node) == nil, node.kind == .name { return scalars.contains(node.text) }
        switch index.definition(of: node, in: module) {
        case .external(let name)?: return external.contains { name.hasPrefix($0) }
        case .type(let type, let owner)?:
            return model.mappedClass(type, in: owner) == nil && isSchema(type, owner, index, depth: 0)
        default: return false
        }
    }

    /// A pydantic model, an enumeration or a typed dictionary: created from plain data.
    private static func isSchema(
        _ type: ClassDefinition, _ owner: ModuleFile, _ index: ProjectIndex, depth: Int
    ) -> Bool {
        guard depth < 6 else { return false }
        return type.bases.contains { base in
            switch index.definition(of: base, in: owner) {
            case .external(let name)?:
                return name.hasPrefix("pydantic") || name.hasPrefix("enum.") || name == "sqlmodel.SQLModel"
                    || name == "sqlmodel.main.SQLModel"
            case .type(let parent, let home)?: return isSchema(parent, home, index, depth: depth + 1)
            default: return scalars.contains(base.text)
            }
        }
    }

    private static let scalars: Set<String> = ["int", "str", "float", "bool", "bytes", "complex", "None"]
    private static let containers: Set<String> = [
        "Optional", "Union", "list", "List", "dict", "Dict", "set", "Set", "tuple", "Tuple", "frozenset", "Sequence",
        "Iterable", "Mapping", "Annotated", "Awaitable", "Coroutine",
    ]
    /// Packages whose classes hold data.
    static let plainBases: Set<String> = [
        "attr", "attrs", "fastapi", "marshmallow", "msgspec", "pydantic", "pydantic_settings", "starlette",
        "typing_extensions",
    ]
    private static let external = [
        "datetime.", "uuid.", "decimal.", "pathlib.", "pydantic.", "fastapi.UploadFile", "fastapi.Request",
        "starlette.requests.Request", "ipaddress.", "email_validator.",
    ]
}
