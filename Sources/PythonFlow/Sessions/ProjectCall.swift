import PythonLibraries
import PythonSemantics
import PythonSyntax

/// A call of a function of the project, found by its name or by the class of the object that has it.
public struct ProjectCall {
    /// The class that a method is called on, with the call that made the object where that is known.
    public struct Receiver {
        let type: ClassDefinition
        let module: ModuleFile
        let made: CallExpression?
        let home: ModuleFile
    }

    public let call: CallExpression
    /// Where the call stands.
    public let module: ModuleFile
    public let function: FunctionDefinition
    /// Where the function stands.
    public let owner: ModuleFile
    /// `UserRepository` in `self.users.create(user)`, `User` in `User.create(…)`.
    public let receiver: Receiver?
    private let model: FrameworkModel

    /// - Parameters:
    ///   - current: what `self` is where the call stands, if it is known better than by the class around it.
    ///   - row: the class of the row that has the method, if more is known of it than its type.
    public init?(
        _ call: CallExpression, in module: ModuleFile, _ model: FrameworkModel, of current: Receiver? = nil,
        row: MappedClass? = nil
    ) {
        guard let name = call.functionName,
            let (receiver, definition) = Self.callee(name, call, in: module, model, current)
                ?? row.flatMap({ Self.method(name, of: $0, model) }),
            case .function(let function, let owner) = definition
        else { return nil }
        self.call = call
        self.module = module
        self.function = function
        self.owner = owner
        self.receiver = receiver
        self.model = model
    }

    // MARK: What is called

    private static func callee(
        _ name: String, _ call: CallExpression, in module: ModuleFile, _ model: FrameworkModel, _ current: Receiver?
    ) -> (Receiver?, Definition)? {
        let index = model.index
        guard let object = call.receiver?.withoutParentheses else {
            return index.definition(of: call.function, in: module).map { (nil, $0) }
        }
        if let own = module.semantics.enclosingClass(ofSelf: object) {
            let receiver = current ?? Receiver(type: own, module: module, made: nil, home: module)
            guard let found = index.member(name, of: receiver.type, in: receiver.module) else { return nil }
            return (receiver, found)
        }
        if let outer = CallExpression(object), outer.functionName == "super" {
            return inherited(name, call, in: module, index, current)
        }
        guard let receiver = receiver(object, in: module, model) else {
            return index.definition(of: call.function, in: module).map { (nil, $0) }
        }
        return index.member(name, of: receiver.type, in: receiver.module).map { (receiver, $0) }
    }

    private static func method(_ name: String, of row: MappedClass, _ model: FrameworkModel) -> (Receiver?, Definition)?
    {
        let receiver = Receiver(type: row.definition, module: row.module, made: nil, home: row.module)
        return model.index.member(name, of: row.definition, in: row.module).map { (receiver, $0) }
    }

    private static func receiver(_ object: Syntax, in module: ModuleFile, _ model: FrameworkModel) -> Receiver? {
        let index = model.index
        switch index.type(named: object, in: module) {
        case .type(let type, let owner)?: return Receiver(type: type, module: owner, made: nil, home: owner)
        case .value(let value, let home)?:
            if let made = CallExpression(value.withoutParentheses),
                case .type(let type, let owner)? = index.type(named: made.function, in: home)
            {
                return Receiver(type: type, module: owner, made: made, home: home)
            }
        case .module?, .external?, .function?: return nil
        case nil: break
        }
        switch model.type(of: object, in: module)?.withoutOptional {
        case .object(let type, let owner)?: return Receiver(type: type, module: owner, made: nil, home: owner)
        case let found?:
            return found.instance.map {
                Receiver(type: $0.definition, module: $0.module, made: nil, home: $0.module)
            }
        case nil: return nil
        }
    }

    /// `super().create(…)`
    private static func inherited(
        _ name: String, _ call: CallExpression, in module: ModuleFile, _ index: ProjectIndex, _ current: Receiver?
    ) -> (Receiver?, Definition)? {
        guard let own = call.node.enclosingFunction?.parent?.parent.flatMap(ClassDefinition.init) else { return nil }
        for base in own.bases {
            if case .type(let type, let owner)? = index.definition(of: base.withoutTypeArguments, in: module),
                let found = index.member(name, of: type, in: owner)
            {
                return (current ?? Receiver(type: own, module: module, made: nil, home: module), found)
            }
        }
        return nil
    }

    // MARK: What it is given

    /// What the call gives for a parameter of the function. Nil for the parameter's default.
    public func argument(for parameter: String) -> Syntax? {
        guard let index = parameters.firstIndex(where: { $0.name == parameter }) else { return nil }
        return parameters[index].kind == .keywordOnly
            ? call.keyword(parameter) : call.argument(parameter, at: index)
    }

    /// Without the object of a method.
    public var parameters: [Parameter] {
        let isMethod = function.node.parent?.parent?.kind == .classDefinition
        let isStatic = function.decorators.contains { $0.identifier == "staticmethod" }
        return isMethod && !isStatic ? Array(function.parameters.dropFirst()) : function.parameters
    }

    // MARK: The rows that it is about

    /// The mapped class that an expression of the function names: `User`, `cls` in `User.get(…)`, `self.model` of a repository of users.
    public func entity(_ expression: Syntax) -> MappedClass? {
        let node = expression.withoutParentheses
        if let named = model.mappedClass(named: node, in: owner) { return named }
        guard let receiver else { return nil }
        if isOwnObject(node) { return model.mappedClass(receiver.type, in: receiver.module) }
        guard node.kind == .attribute, let object = node.child(.object), isOwnObject(object), let name = node.lastName
        else { return nil }
        if name == "__class__" { return model.mappedClass(receiver.type, in: receiver.module) }
        if case .value(let value, let home)? = model.index.member(name, of: receiver.type, in: receiver.module),
            let named = model.mappedClass(named: value, in: home)
        {
            return named
        }
        return made(receiver) ?? typeArgument(of: receiver.type, in: receiver.module, depth: 0)
    }

    /// `self` or `cls`.
    public func isOwnObject(_ node: Syntax) -> Bool {
        node.kind == .name && owner.semantics.enclosingClass(ofSelf: node) != nil
    }

    /// `UserRepository(db, User)`
    private func made(_ receiver: Receiver) -> MappedClass? {
        receiver.made?.arguments.lazy.compactMap { model.mappedClass(named: $0.value, in: receiver.home) }.first
    }

    /// `class Users(Repository[User])`, or `super().__init__(db, User)` in the constructor.
    private func typeArgument(of type: ClassDefinition, in module: ModuleFile, depth: Int) -> MappedClass? {
        guard depth < 8 else { return nil }
        for base in type.bases {
            if base.kind == .subscription, let index = base.child(.index) {
                let given = index.kind == .subscriptTuple ? index.children(.element) : [index]
                if let found = given.lazy.compactMap({ model.mappedClass(named: $0, in: module) }).first {
                    return found
                }
            }
            if case .type(let parent, let owner)? = model.index.definition(of: base.withoutTypeArguments, in: module),
                let found = typeArgument(of: parent, in: owner, depth: depth + 1)
            {
                return found
            }
        }
        let constructor = type.body.children.compactMap(FunctionDefinition.init).first { $0.name == "__init__" }
        let outer = constructor?.ownNodes(.call).compactMap(CallExpression.init).first { $0.functionName == "__init__" }
        return outer?.arguments.lazy.compactMap { model.mappedClass(named: $0.value, in: module) }.first
    }
}
