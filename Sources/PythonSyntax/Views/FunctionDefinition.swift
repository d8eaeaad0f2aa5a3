/// `def` or `async def`.
public struct FunctionDefinition: Sendable, Hashable {
    public let node: Syntax
    public let name: String
    public let parameters: [Parameter]
    public let body: Syntax

    /// Nil for every node but a function's definition.
    public init?(_ node: Syntax) {
        guard node.kind == .functionDefinition, let name = node.child(.name), let body = node.child(.body) else {
            return nil
        }
        self.node = node
        self.name = name.text
        self.body = body
        parameters = ParameterList.parameters(node.child(.parameters))
    }

    public var isAsync: Bool { node.flags.contains(.async) }
    public var returns: Syntax? { node.child(.returns) }
    public var decorators: [Syntax] { node.children(.decorator).compactMap { $0.child(.value) } }

    /// The nodes of the body that belong to this function and to none inside it.
    public var ownNodes: [Syntax] {
        body.subtree.filter { node in
            !node.ancestors.prefix { $0 != body }.contains {
                $0.kind == .functionDefinition || $0.kind == .lambda || $0.kind == .classDefinition
            }
        }
    }

    /// True where a `yield` makes the function a generator.
    public var isGenerator: Bool { ownNodes.contains { $0.kind == .yield || $0.kind == .yieldFrom } }
}

/// One parameter of a function.
public struct Parameter: Sendable, Hashable {
    public enum Kind: Sendable {
        case positionalOnly, positionalOrKeyword, keywordOnly
        /// `*args`, `**kwargs`.
        case variadicPositional, variadicKeyword
    }

    public let node: Syntax
    public let name: String
    public let kind: Kind

    public var annotation: Syntax? { node.child(.annotation) }
    public var defaultValue: Syntax? { node.child(.defaultValue) }
}

enum ParameterList {
    static func parameters(_ list: Syntax?) -> [Parameter] {
        guard let list else { return [] }
        let items = Array(list.children)
        let slash = items.firstIndex { $0.kind == .parameterSeparator && $0.text == "/" }
        var isKeywordOnly = false
        var found: [Parameter] = []
        for (index, item) in items.enumerated() {
            if item.kind == .parameterSeparator, item.text == "*" { isKeywordOnly = true }
            guard item.kind == .parameter, let name = item.child(.name) else { continue }
            let kind: Parameter.Kind
            if item.flags.contains(.star) {
                kind = .variadicPositional
                isKeywordOnly = true
            } else if item.flags.contains(.doubleStar) {
                kind = .variadicKeyword
            } else if let slash, index < slash {
                kind = .positionalOnly
            } else {
                kind = isKeywordOnly ? .keywordOnly : .positionalOrKeyword
            }
            found.append(Parameter(node: item, name: name.text, kind: kind))
        }
        return found
    }
}
