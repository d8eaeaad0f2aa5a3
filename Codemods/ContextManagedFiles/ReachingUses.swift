import PythonSemantics
import PythonSyntax

/// The places that may see the value which one binding gives a name.
struct ReachingUses {
    /// Reads, augmented assignments and deletions, in text order.
    private(set) var uses: [Syntax] = []
    /// Other bindings that such a use may also see: the name has several origins there.
    private(set) var rivals: [Syntax] = []
    /// True where a use earlier in a loop sees the value in the next round.
    private(set) var goesRound = false

    init(of variable: Variable, from binding: Syntax, _ model: SemanticModel) {
        guard let statement = binding.enclosingStatement else { return }
        let value = statement.child(.value)
        let others = variable.bindings.filter { $0.node != binding && Self.givesValue($0.kind) }
        let bindingUses = variable.bindings.filter { $0.kind == .deletion }.map(\.node)
        let candidates = (variable.references + bindingUses).sorted { $0.start < $1.start }
        let laterOthers = others.filter { $0.node.start > binding.start }.sorted { $0.node.start < $1.node.start }
        // Nothing of the suite behind the next assignment in it sees the value: what lies there is not looked at one by one.
        let next = laterOthers.first { $0.kind == .assignment && $0.statement?.parent == statement.parent }?.statement
        for use in candidates where value.map({ !use.isDescendantOrSelf(of: $0) }) ?? true {
            if use.start > binding.start {
                if let next, let suite = next.parent, use.start >= next.end, use.isDescendant(of: suite) { continue }
                guard !Self.areExclusive(statement, use) else { continue }
                let later = laterOthers.prefix { $0.node.start < use.start }
                if !later.contains(where: { Self.dominates($0, use) }) { uses.append(use) }
            } else if Self.commonLoops(statement, use).contains(where: { !Self.isRefreshed(use, in: $0, others) }) {
                goesRound = true
            }
        }
        rivals = others.map(\.node).filter { rival in
            uses.contains { use in
                (use.start > rival.start || Self.comesRound(rival, to: use, past: binding))
                    && !Self.areExclusive(rival.enclosingStatement ?? rival, use)
                    && rival.enclosingStatement.map { !use.isDescendantOrSelf(of: $0) } ?? true
                    && !Self.isOverwritten(rival, by: binding, before: use)
            }
        }
    }

    /// True where another binding gives the name a value earlier in the same round of a loop.
    private static func isRefreshed(_ use: Syntax, in loop: Syntax, _ others: [Binding]) -> Bool {
        others.contains { $0.node.isDescendant(of: loop) && $0.node.start < use.start && dominates($0, use) }
    }

    /// True where a later binding reaches the use in the next round of a loop that the binding in question is not in.
    private static func comesRound(_ rival: Syntax, to use: Syntax, past binding: Syntax) -> Bool {
        commonLoops(rival, use).contains { !binding.isDescendant(of: $0) }
    }

    private static func givesValue(_ kind: Binding.Kind) -> Bool {
        kind != .deletion && kind != .annotationOnly
    }

    /// True where everything that reaches the use has passed the binding. Written for structured code: a statement
    /// dominates what comes later in its own suite, whatever is nested there.
    static func dominates(_ binding: Binding, _ use: Syntax) -> Bool {
        guard let statement = binding.node.enclosingStatement, let suite = statement.parent else { return false }
        let isLater = use.isDescendant(of: suite) && use.start >= statement.end
        switch binding.kind {
        case .namedExpression: return false
        case .forTarget:
            return statement.child(.body).map { use.isDescendant(of: $0) } ?? false
        case .withTarget:
            return isLater || (statement.child(.body).map { use.isDescendant(of: $0) } ?? false)
        case .exceptAlias:
            return binding.node.parent.map { use.isDescendant(of: $0) } ?? false
        default: return isLater
        }
    }

    /// True where a value that a rival binding gave earlier is always replaced by the binding before the use.
    private static func isOverwritten(_ rival: Syntax, by binding: Syntax, before use: Syntax) -> Bool {
        guard rival.start < binding.start, let statement = binding.enclosingStatement, let suite = statement.parent
        else {
            return false
        }
        return use.isDescendant(of: suite) && use.start >= statement.end
    }

    /// True where two nodes stand in branches of one statement of which only one runs.
    static func areExclusive(_ first: Syntax, _ second: Syntax) -> Bool {
        guard commonLoops(first, second).isEmpty else { return false }
        guard let common = first.ancestors.first(where: { second.isDescendant(of: $0) }) else { return false }
        guard common.kind == .ifStatement || common.kind == .matchStatement else { return false }
        let left = common.children.first { first.isDescendantOrSelf(of: $0) }
        let right = common.children.first { second.isDescendantOrSelf(of: $0) }
        guard let left, let right, left != right else { return false }
        // The test of an `elif` runs only where the branches before it did not.
        return [left, right].allSatisfy { $0.role == .body || $0.role == .orElse || $0.role == .handler }
    }

    /// The loops of the same function around both, from the inside out.
    private static func commonLoops(_ first: Syntax, _ second: Syntax) -> [Syntax] {
        let inside = first.ancestors.prefix { $0.kind != .functionDefinition && $0.kind != .classDefinition }
        return inside.filter { ($0.kind == .forStatement || $0.kind == .whileStatement) && second.isDescendant(of: $0) }
    }
}
