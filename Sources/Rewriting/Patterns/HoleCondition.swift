import PythonSemantics
import PythonSyntax

/// What a hole may match. A condition that cannot be asked where a pattern is matched does not hold.
public indirect enum HoleCondition: Sendable {
    case kinds(NodeKindSet)
    /// A name, or an attribute by a name, that is one of these.
    case last(WordSet)
    /// Names joined by dots.
    case dottedName
    /// By full name, through imports: `builtins.open`, `os.path.join`.
    case qualified(Set<String>)
    /// A call of a function with one of these full names, awaited or not.
    case calling(Set<String>)
    case matching(Patterns)
    case not(HoleCondition)
    case all([HoleCondition])
    case any([HoleCondition])
    /// Whatever else: an inferred type, say.
    case test(@Sendable (Syntax, FileContext) -> Bool)
    /// Related to what another hole matched; asked when both are bound.
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

    /// False where the answer takes more than is known: neither it nor its opposite holds then.
    private func isAskable(_ scope: MatchScope) -> Bool {
        switch self {
        case .kinds, .last, .dottedName, .matching: true
        case .qualified, .calling: scope.names != nil
        case .not(let condition): condition.isAskable(scope)
        case .all(let conditions), .any(let conditions): conditions.allSatisfy { $0.isAskable(scope) }
        case .test: scope.file != nil
        // Nothing is to be told from two holes by denying it of one.
        case .related: false
        }
    }

    /// The relations among the condition's parts.
    var relations: [(other: String, test: @Sendable (Syntax, Syntax, FileContext) -> Bool)] {
        switch self {
        case .related(let other, let test): [(other, test)]
        case .all(let conditions): conditions.flatMap(\.relations)
        default: []
        }
    }
}
