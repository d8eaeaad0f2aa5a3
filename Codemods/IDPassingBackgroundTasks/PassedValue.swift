import PythonSemantics
import PythonSyntax
import Rewriting

/// What one argument of a task is, and what can be passed in its place.
enum PassedValue {
    case session(SessionType)
    case instance(MappedClass)
    case instances(MappedClass)
    /// Data that does not depend on the session.
    case plain
    /// An object made with the session, a repository say.
    case holdsSession
    case deferred
    /// A dictionary, tuple or list with the session or an instance in it.
    case container
    /// A relationship of an instance, or something else that cannot be told from an instance.
    case unclear

    init(_ value: Syntax, in file: FileContext) {
        let node = value.withoutParentheses
        guard let type = file.frameworks.type(of: node) else {
            self = PassedValue.untyped(node, in: file)
            return
        }
        switch type.withoutOptional {
        case .session(let session): self = .session(session)
        case .instance(let mapped): self = .instance(mapped)
        case .list(.instance(let mapped)), .scalars(let mapped): self = .instances(mapped)
        case .list(let element) where element.session == nil: self = .plain
        case .object(let type, let owner):
            self =
                SessionHolder.holdsSession(type, in: owner, file) || SessionHolder.isBuiltWithSession(node, in: file)
                ? .holdsSession : .plain
        case .query, .result: self = .unclear
        default: self = .plain
        }
    }

    private static func untyped(_ node: Syntax, in file: FileContext) -> PassedValue {
        let isDeferred =
            node.kind == .lambda
            || CallExpression(node).map {
                $0.functionName == "partial" || $0.functionName == "dict"
            } ?? false
        let containers: Set<NodeKind> = [
            .dictionary, .tuple, .list, .set, .listComprehension, .dictionaryComprehension,
        ]
        if isDeferred || containers.contains(node.kind) {
            guard holdsInstance(node, in: file) else { return .plain }
            return isDeferred ? .deferred : .container
        }
        if node.kind == .name, mayCarryInstances(node, in: file) { return .unclear }
        if node.kind == .attribute, let object = node.child(.object), let name = node.lastName,
            let mapped = file.frameworks.type(of: object)?.instance
        {
            // `order.customer`: only a column is data for sure.
            let isKnown = mapped.column(name) != nil || mapped.primaryKey.contains { $0.name == name }
            return isKnown || !isRelationship(name, of: mapped, file) ? .plain : .unclear
        }
        return SessionHolder.isBuiltWithSession(node, in: file) ? .holdsSession : .plain
    }

    /// What came out of the session by a call whose result is not known: rows, perhaps.
    private static func mayCarryInstances(_ name: Syntax, in file: FileContext) -> Bool {
        guard let variable = file.semantics.variable(of: name) else { return false }
        return variable.bindings.contains { binding in
            guard binding.node.role == .target, let value = binding.node.parent?.child(.value) else { return false }
            let inner = value.withoutAwait
            guard let call = CallExpression(inner.withoutParentheses), takesSession(call, in: file) else {
                return false
            }
            return !saysPlainData(call, in: file)
        }
    }

    private static func takesSession(_ call: CallExpression, in file: FileContext) -> Bool {
        if call.arguments.contains(where: { file.frameworks.type(of: $0.value)?.session != nil }) { return true }
        var object = call.function.child(.object)
        while let node = object {
            switch file.frameworks.type(of: node) {
            case .session?, .query?, .result?, .scalars?: return true
            default: break
            }
            let inner = node.kind == .await || node.kind == .parenthesized ? node.child(.value) : nil
            object = inner ?? CallExpression(node)?.function.child(.object)
        }
        return false
    }

    /// `-> dict`, `-> list[int]`, or a count.
    private static func saysPlainData(_ call: CallExpression, in file: FileContext) -> Bool {
        if call.functionName == "count" { return true }
        guard case .function(let function, _)? = file.project.definition(of: call.function, in: file.module),
            let returns = function.returns
        else { return false }
        let plain: Set<String> = [
            "int", "str", "bool", "float", "bytes", "dict", "Dict", "list", "List", "set", "None", "Optional", "UUID",
            "datetime", "date", "Decimal", "uuid",
        ]
        let isOpaque = ["list", "List", "dict", "Dict"].contains(returns.text)
        return !isOpaque
            && returns.subtree.allSatisfy { $0.kind != .name || plain.contains($0.text) }
    }

    private static func isRelationship(_ name: String, of type: MappedClass, _ file: FileContext) -> Bool {
        switch file.project.member(name, of: type.definition, in: type.module) {
        case .value(let value, let owner)?:
            let callee = CallExpression(value.withoutParentheses)?.function
            let external = callee.flatMap { file.project.definition(of: $0, in: owner)?.externalName } ?? ""
            return external.lowercased().hasSuffix("relationship")
        case .function?: return false
        default: return true
        }
    }

    private static func holdsInstance(_ node: Syntax, in file: FileContext) -> Bool {
        // Of a comprehension only what it collects counts.
        let collected = [node.child(.element), node.child(.key), node.child(.value)].compactMap { $0 }
        let isComprehension = node.kind == .listComprehension || node.kind == .dictionaryComprehension
        return (isComprehension ? collected : [node]).contains { carriesInstance($0, in: file) }
    }

    private static func carriesInstance(_ node: Syntax, in file: FileContext) -> Bool {
        node.subtree.contains { inner in
            guard inner.kind == .name || inner.kind == .attribute, inner.role != .test else { return false }
            // `user.email` inside is data; `user` itself is not.
            if inner.parent?.kind == .attribute, node.kind != .lambda { return false }
            guard let type = file.frameworks.type(of: inner)?.withoutOptional else { return false }
            if case .list(.instance) = type { return true }
            return type.session != nil || type.instance != nil
        }
    }
}
