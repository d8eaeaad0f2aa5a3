import PythonSemantics
import PythonSyntax

/// One pattern or several, to match an expression or a statement with.
public protocol SyntaxMatcher {
    /// The captures if a node matches, given what the scope knows about names and types.
    ///
    /// - Parameter values: nodes to which holes are bound beforehand; evaluated only if the node has the pattern's
    /// kind.
    func match(_ node: Syntax, _ scope: MatchScope, _ values: () -> [String: Syntax]) -> Captures?
}

extension SyntaxMatcher {
    /// Matches an expression or a statement. Conditions on names and types do not hold, because nothing is known of
    /// them.
    public func match(_ node: Syntax, binding values: @autoclosure () -> [String: Syntax] = [:]) -> Captures? {
        match(node, MatchScope(), values)
    }

    /// True if an expression or a statement matches.
    public func matches(_ node: Syntax, binding values: @autoclosure () -> [String: Syntax] = [:]) -> Bool {
        match(node, MatchScope(), values) != nil
    }

    /// The same, with the meaning of names.
    public func match(_ node: Syntax, _ names: SemanticModel, binding values: @autoclosure () -> [String: Syntax] = [:])
        -> Captures?
    {
        match(node, MatchScope(names: names), values)
    }

    /// The same, with names and types.
    ///
    /// - Parameter identity: whether two nodes matched by one hole are the same; by default their tokens are
    /// compared.
    public func match(
        _ node: Syntax, in file: FileContext, binding values: @autoclosure () -> [String: Syntax] = [:],
        identity: ((Syntax, Syntax) -> Bool)? = nil
    ) -> Captures? {
        match(node, MatchScope(file: file, identity: identity), values)
    }
}
