/// `def` or `async def`.
public struct FunctionDefinition: Sendable, Hashable {
    public let node: Syntax
    public let name: String
    public let parameters: [Parameter]
    public let body: Syntax

    /// Nil for every node but a function definition.
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

    /// The nodes of the body that belong to this function, not to one nested in it.
    public var ownNodes: [Syntax] {
        ownIDs.reversed().map(body.tree.node)
    }

    /// The nodes of a kind in the body, without those of nested functions.
    public func ownNodes(_ kind: NodeKind) -> [Syntax] {
        ownIDs.reversed().filter { body.tree.kind(of: $0) == kind }.map(body.tree.node)
    }

    /// True if a `yield` makes the function a generator.
    public var isGenerator: Bool {
        ownIDs.contains { body.tree.kind(of: $0) == .yield || body.tree.kind(of: $0) == .yieldFrom }
    }

    /// Parents before children. Nested functions, lambdas and classes are skipped in one step.
    private var ownIDs: [UInt32] {
        let nodes = body.tree
        var found: [UInt32] = []
        var next = Int(body.id)
        let first = Int(body.raw.firstDescendant)
        while next >= first {
            let raw = nodes.storage.nodes[next]
            found.append(UInt32(next))
            let isClosed = raw.kind == .functionDefinition || raw.kind == .lambda || raw.kind == .classDefinition
            next = isClosed ? Int(raw.firstDescendant) - 1 : next - 1
        }
        return found
    }
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
