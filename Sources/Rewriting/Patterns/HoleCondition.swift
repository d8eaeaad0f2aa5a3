import PythonSemantics
import PythonSyntax

/// Restricts the nodes that a hole matches. A condition that cannot be evaluated in the current scope does not hold.
public indirect enum HoleCondition: Sendable {
    case kinds(NodeKindSet)
    /// A name or attribute with one of these names.
    case last(WordSet)
    /// One or more names joined by dots.
    case dottedName
    /// A full name, resolved through imports: `builtins.open`, `os.path.join`.
    case qualified(Set<String>)
    /// A call of a function with one of these full names, awaited or not.
    case calling(Set<String>)
    case matching(Patterns)
    case not(HoleCondition)
    case all([HoleCondition])
    case any([HoleCondition])
    /// Any other test, such as one of an inferred type.
    case test(@Sendable (Syntax, FileContext) -> Bool)
    /// A relation to the match of another hole; evaluated once both are bound.
    case related(to: String, @Sendable (Syntax, Syntax, FileContext) -> Bool)
}

extension HoleCondition {
    public static var name: HoleCondition { .kinds([.name]) }
    public static func kind(_ kinds: NodeKind...) -> HoleCondition { .kinds(NodeKindSet(kinds)) }
    public static func named(_ names: String...) -> HoleCondition { .last(WordSet(names)) }
    public static func named(_ names: WordSet) -> HoleCondition { .last(names) }
    public static func means(_ names: String...) -> HoleCondition { .qualified(Set(names)) }
    public static func call(of names: String...) -> HoleCondition { .calling(Set(names)) }

    func holds(_ node: Syntax, _ scope: MatchScope) -> Bool {
        switch self {
        case .kinds(let kinds): return kinds.contains(node.kind)
        case .last(let words): return words.contains(lastNameOf: node)
        case .dottedName: return node.isDottedName
        case .qualified(let names): return scope.names?.qualifiedName(of: node).map(names.contains) ?? false
        case .calling(let names):
            guard let call = CallExpression(node.withoutAwait.withoutParentheses) else { return false }
            return scope.names?.qualifiedName(of: call.function).map(names.contains) ?? false
        case .matching(let patterns): return patterns.match(node, scope, { [:] }) != nil
        case .not(let condition): return condition.isAskable(scope) && !condition.holds(node, scope)
        case .all(let conditions): return conditions.allSatisfy { $0.holds(node, scope) }
        case .any(let conditions): return conditions.contains { $0.holds(node, scope) }
        case .test(let test): return scope.file.map { test(node, $0) } ?? false
        case .related: return true
        }
    }

    /// False if the scope does not suffice: neither the condition nor its negation holds then.
    private func isAskable(_ scope: MatchScope) -> Bool {
        switch self {
        case .kinds, .last, .dottedName, .matching: true
        case .qualified, .calling: scope.names != nil
        case .not(let condition): condition.isAskable(scope)
        case .all(let conditions), .any(let conditions): conditions.allSatisfy { $0.isAskable(scope) }
        case .test: scope.file != nil
        // The negation for one hole says nothing about two.
        case .related: false
        }
    }

    /// The relations among the parts of the condition.
    var relations: [(other: String, test: @Sendable (Syntax, Syntax, FileContext) -> Bool)] {
        switch self {
        case .related(let other, let test): [(other, test)]
        case .all(let conditions): conditions.flatMap(\.relations)
        default: []
        }
    }
}
