import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What an object of a class remembers: whether making it again does nothing else, and gives the same.
struct ServiceState {
    let type: ClassDefinition
    let module: ModuleFile
    let model: FrameworkModel
    var depth = 0
    private static let maximumDepth = 4

    private var methods: [FunctionDefinition] { type.body.children.compactMap(FunctionDefinition.init) }
    private var initializer: FunctionDefinition? { methods.first { $0.name == "__init__" } }

    /// The values that the constructor gives the object's attributes, nil if it does anything else.
    private func attributes() -> [String: Syntax]? {
        guard depth < Self.maximumDepth, type.bases.isEmpty, type.decorators.isEmpty else { return nil }
        guard let initializer, let own = initializer.parameters.first?.name else { return [:] }
        var found: [String: Syntax] = [:]
        for statement in Suite(initializer.body).statements {
            if statement.kind == .passStatement || statement.child(.value)?.kind == .string { continue }
            guard statement.kind == .assignment || statement.kind == .annotatedAssignment,
                statement.children(.target).count == 1, let target = statement.child(.target),
                let value = statement.child(.value)?.withoutParentheses, isQuiet(value)
            else { return nil }
            if target.kind == .attribute, target.child(.object)?.identifier == own, let name = target.lastName {
                found[name] = value
            } else if target.kind != .name {
                return nil
            }
        }
        return found
    }

    /// True if making an object only fills it.
    var isMadeQuietly: Bool { attributes() != nil }

    private func isQuiet(_ value: Syntax) -> Bool {
        value.subtree.allSatisfy { node in
            switch node.kind {
            case .await, .yield, .yieldFrom, .namedExpression: return false
            case .call:
                guard let call = CallExpression(node) else { return false }
                if let part = part(made: call) { return part.isMadeQuietly }
                return EffectAnalysis(model, in: module).ofCalling(call).isSubset(of: [.reads, .allocates])
            default: return true
            }
        }
    }

    /// The state of an object that a constructor makes.
    private func part(made call: CallExpression) -> ServiceState? {
        guard case .type(let type, let owner)? = model.index.definition(of: call.function, in: module) else {
            return nil
        }
        return ServiceState(type: type, module: owner, model: model, depth: depth + 1)
    }

    /// True if no method but the constructor changes what the object remembers.
    var isKept: Bool {
        guard let attributes = attributes() else { return false }
        return methods.allSatisfy { method in
            guard method.name != "__init__", let own = method.parameters.first?.name else { return true }
            return method.body.subtree.filter { $0.identifier == own && $0.kind == .name }.allSatisfy { use in
                isRead(use, attributes)
            }
        }
    }

    /// `self.method(…)`, `self.limit`, `self.db.query(…)`; not `self.items.append(…)`, `self.x = …` or `keep(self)`.
    private func isRead(_ use: Syntax, _ attributes: [String: Syntax]) -> Bool {
        guard let attribute = use.parent, attribute.kind == .attribute, attribute.role != .target,
            let name = attribute.lastName
        else { return false }
        guard let value = attributes[name] else { return true }
        if value.kind == .name || isConstant(value) { return !isPartOfTarget(attribute) }
        if let call = CallExpression(value), let part = part(made: call) {
            return part.isKept && !isPartOfTarget(attribute)
        }
        guard let outer = attribute.parent else { return false }
        switch outer.kind {
        case .attribute:
            return outer.parent?.kind == .call && outer.lastName.map(Self.reading.contains) ?? false
        case .subscription: return outer.role != .target && outer.parent?.kind != .deleteStatement
        case .comparison, .forStatement, .comprehensionClause: return true
        default: return false
        }
    }

    private func isConstant(_ value: Syntax) -> Bool {
        [.string, .number, .constant, .formattedString].contains(value.kind)
    }

    private func isPartOfTarget(_ attribute: Syntax) -> Bool {
        var node = attribute
        while let parent = node.parent, parent.kind == .attribute || parent.kind == .subscription {
            if parent.role == .target || parent.parent?.kind == .deleteStatement { return true }
            node = parent
        }
        return false
    }

    private static let reading: Set<String> = ["copy", "count", "get", "index", "items", "keys", "values"]
}
