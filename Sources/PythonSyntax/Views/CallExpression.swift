/// A call as a function and its arguments.
public struct CallExpression: Sendable, Hashable {
    public let node: Syntax
    /// The expression that is called.
    public let function: Syntax
    /// In text order.
    public let arguments: [CallArgument]

    /// Nil for every node but a call.
    public init?(_ node: Syntax) {
        guard node.kind == .call, let function = node.child(.function), let arguments = node.child(.arguments) else {
            return nil
        }
        self.node = node
        self.function = function
        self.arguments = arguments.children.map(CallArgument.init)
    }

    /// The arguments without a name, up to the first unpacked one. Parentheses around a whole argument mean nothing.
    public var positional: [Syntax] {
        arguments.prefix { $0.keyword == nil && !$0.isUnpacked }.map(\.value.withoutParentheses)
    }

    /// The value of `name=value`.
    public func keyword(_ name: String) -> Syntax? {
        arguments.first { $0.keyword == name }?.value.withoutParentheses
    }

    /// The value for a parameter: `name=value`, or the argument at the parameter's index. Nil if it is omitted, or if
    /// an unpacked argument before the index hides it.
    public func argument(_ name: String, at index: Int) -> Syntax? {
        if let value = keyword(name) { return value }
        let given = positional
        return index < given.count ? given[index] : nil
    }

    /// The object of a method call: `db.session` in `db.session.commit()`. Nil for a plain function.
    public var receiver: Syntax? { function.kind == .attribute ? function.child(.object) : nil }

    /// True if the function is a name or attribute with one of these names.
    public func isNamed(_ names: WordSet) -> Bool { names.contains(lastNameOf: function) }

    /// True if `*a` or `**k` hides some of the arguments.
    public var hasUnpacking: Bool { arguments.contains { $0.isUnpacked } }

    /// The last word of the function's name: `commit` in `db.session.commit()`.
    public var functionName: String? { function.lastName }
}

/// One argument of a call or of a class definition.
public struct CallArgument: Sendable, Hashable {
    public let node: Syntax
    /// The name in `name=value`.
    public let keyword: String?
    public let value: Syntax
    /// `*a` or `**k`.
    public let isUnpacked: Bool

    /// An argument node of an argument list.
    public init(_ node: Syntax) {
        self.node = node
        switch node.kind {
        case .keywordArgument:
            keyword = node.tree.text(ofToken: node.firstToken)
            value = node.child(.value) ?? node
            isUnpacked = false
        case .doubleStarArgument, .starred:
            keyword = nil
            value = node.child(.value) ?? node
            isUnpacked = true
        default:
            keyword = nil
            value = node
            isUnpacked = false
        }
    }
}
