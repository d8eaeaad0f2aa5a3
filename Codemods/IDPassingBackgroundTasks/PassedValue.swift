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
            self = SessionHolder.holdsSession(type, in: owner, file) || SessionHolder.isBuiltWithSession(node, in: file)
                ? .holdsSession : .plain
        case .query, .result: self = .unclear
        default: self = .plain
        }
    }

    private static func untyped(_ node: Syntax, in file: FileContext) -> PassedValue {
        let isDeferred = node.kind == .lambda || CallExpression(node).map {
            $0.functionName == "partial" || $0.functionName == "dict"
        } ?? false
        if isDeferred || node.kind == .dictionary || node.kind == .tuple {
            return holdsInstance(node, in: file) ? .deferred : .plain
        }
        if node.kind == .attribute, let object = node.child(.object), let name = node.lastName,
            let mapped = file.frameworks.type(of: object)?.instance
        {
            // `order.customer`: only a column is data for sure.
            let isKnown = mapped.column(name) != nil || mapped.primaryKey.contains { $0.name == name }
            return isKnown || !isRelationship(name, of: mapped, file) ? .plain : .unclear
        }
        return SessionHolder.isBuiltWithSession(node, in: file) ? .holdsSession : .plain
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
        node.subtree.contains { inner in
            guard inner.kind == .name || inner.kind == .attribute else { return false }
            // `user.email` inside is data; `user` itself is not.
            if inner.parent?.kind == .attribute, node.kind != .lambda { return false }
            let type = file.frameworks.type(of: inner)
            return type?.session != nil || type?.instance != nil
        }
    }
}
