import PythonSemantics
import PythonSyntax

/// Facts about objects, from the tests and attribute reads on every path to a place.
///
/// A fact belongs to a version of a variable, so that binding the name again ends it. A fact about `self.x` ends at
/// the next call, which may assign the attribute.
public final class Facts {
    private let identities: Identities
    private var graph: FlowGraph { identities.definitions.graph }
    private lazy var records = collected()

    public init(_ identities: Identities) { self.identities = identities }

    private struct Record {
        /// The name or attribute chain that is tested.
        let subject: Syntax
        /// The points from which the fact holds: a place must be dominated by one of them.
        let points: [Int32]
        let facts: KnownFacts
        let equal: Syntax?
        /// The end of the code that establishes it.
        let end: Int
    }

    /// The facts about a name or attribute chain at its place.
    public func facts(about expression: Syntax) -> KnownFacts {
        var known: KnownFacts = []
        visit(expression) { facts, _ in known.formUnion(facts) }
        return known
    }

    /// The literal that a name or attribute chain equals at its place, nil if no test shows one.
    public func equal(to expression: Syntax) -> Syntax? {
        var found: Syntax?
        visit(expression) { _, equal in found = found ?? equal }
        return found
    }

    /// True if a way leads from a binding of a name to a place that reads it, without another binding or a test that shows that it is
    /// not None: `if not x: x = Model()`.
    public func mayBeNone(_ name: Syntax, from binding: Binding) -> Bool {
        guard let variable = graph.semantics.variable(of: name), let statement = binding.statement else { return true }
        let others = variable.bindings.compactMap(\.statement).filter { $0 != statement }
        var isClosed = graph.barrier(others).isClosed
        for record in records.values.joined() where record.facts.contains(.isNotNone) {
            guard record.subject.kind == .name, graph.semantics.variable(of: record.subject) == variable else {
                continue
            }
            for point in record.points { isClosed[Int(point)] = true }
        }
        return graph.hasPath(from: statement, to: name, avoiding: FlowBarrier(isClosed: isClosed))
    }

    private func visit(_ expression: Syntax, _ body: (KnownFacts, Syntax?) -> Void) {
        guard let identity = identities.identity(of: expression) else { return }
        let starts = graph.starts(of: expression)
        if starts.isEmpty { return }
        for record in records[identity] ?? [] {
            guard starts.allSatisfy({ start in record.points.contains { graph.dominators.dominates($0, start) } }),
                identity.isVariable || !hasCall(between: record.end, and: expression)
            else { continue }
            body(record.facts, record.equal)
        }
        for implication in implications(around: expression)
        where identities.identity(of: implication.subject) == identity {
            guard identity.isVariable || !hasCall(between: implication.subject.end, and: expression) else { continue }
            body(implication.facts, implication.equal)
        }
    }

    // MARK: Inside an expression

    /// `x` in `f(x) if x else None`, `x and f(x)`, `not x or f(x)`, and `[f(x) for x in y if x]`.
    private func implications(around expression: Syntax) -> [Implication] {
        var found: [Implication] = []
        var node = expression
        while let parent = node.parent, !node.kind.isStatement {
            switch parent.kind {
            case .conditional where node.role != .test:
                found += parent.child(.test).map { Implication.of($0, isTrue: node.role == .body) } ?? []
            case .booleanOperation:
                let isConjunction = Implication.isConjunction(parent)
                for operand in parent.children(.operand).prefix(while: { $0 != node }) {
                    found += Implication.of(operand, isTrue: isConjunction)
                }
            case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression:
                if node.role != .item {
                    let conditions = parent.children(.item).flatMap { $0.children(.condition) }
                    found += conditions.flatMap { Implication.of($0, isTrue: true) }
                }
            case .lambda, .functionDefinition: return found
            default: break
            }
            node = parent
        }
        return found
    }

    /// A call may assign attributes. In a loop inside the statement, code after the place also runs before it.
    private func hasCall(between start: Int, and place: Syntax) -> Bool {
        let loop = place.ancestors.prefix { $0 != graph.owner && $0.start > start }.last {
            $0.kind == .forStatement || $0.kind == .whileStatement
        }
        let end = loop?.end ?? place.start
        return calls.contains { $0.start >= start && $0.start < end && !place.isDescendant(of: $0) }
    }

    private lazy var calls = graph.owner.subtree.filter {
        $0.kind == .call || $0.kind == .await || $0.kind == .yield || $0.kind == .yieldFrom
    }

    // MARK: Collecting

    private func collected() -> [Identity: [Record]] {
        var records: [Identity: [Record]] = [:]
        func add(_ implication: Implication, at points: [Int32]) {
            guard let identity = identities.identity(of: implication.subject) else { return }
            let record = Record(
                subject: implication.subject, points: points, facts: implication.facts, equal: implication.equal,
                end: implication.subject.end)
            records[identity, default: []].append(record)
        }
        for node in graph.owner.subtree {
            if Self.tested.contains(node.kind), let test = node.child(.test) ?? node.child(.guardTest), isOwn(node) {
                for outcome in Implication.of(test, isTrue: true) {
                    add(outcome, at: graph.points(.entered, of: node.id))
                }
                for outcome in Implication.of(test, isTrue: false) {
                    add(outcome, at: graph.points(.passedBy, of: node.id))
                }
            }
            // None has only a few attributes, which nobody reads: reading any other shows that the object is not
            // None.
            guard node.kind == .attribute || node.kind == .subscription, let object = node.child(.object),
                object.kind == .name, let statement = node.enclosingStatement, isOwn(statement),
                Self.isAlwaysEvaluated(node, in: statement)
            else { continue }
            let points =
                graph.ends(of: statement) + graph.points(.entered, of: statement.id)
                + graph.points(.passedBy, of: statement.id)
            add(Implication(subject: object, facts: .isNotNone), at: points)
        }
        return records
    }

    private func isOwn(_ statement: Syntax) -> Bool { FlowGraph.owner(of: statement) == graph.owner }

    private static let tested: Set<NodeKind> = [
        .ifStatement, .elifClause, .whileStatement, .assertStatement, .caseClause,
    ]

    /// True if completing a statement, or taking either branch of it, always evaluates a part of it.
    private static func isAlwaysEvaluated(_ part: Syntax, in statement: Syntax) -> Bool {
        if let name = part.lastName, name.hasPrefix("__") { return false }
        var node = part
        while node != statement, let parent = node.parent {
            switch parent.kind {
            case .lambda, .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression,
                .comprehensionClause, .elifClause, .exceptClause, .caseClause, .decorator, .parameter:
                return false
            case .conditional: if node.role != .test { return false }
            case .booleanOperation: if parent.child(.operand) != node { return false }
            case .comparison: if parent.children(.operand).dropFirst(2).contains(node) { return false }
            case .assertStatement: if node.role == .message { return false }
            case .annotatedAssignment:
                if node.role == .annotation || node.role == .target && parent.child(.value) == nil { return false }
            case .functionDefinition, .classDefinition, .forStatement: if node.role != .iterable { return false }
            default: break
            }
            node = parent
        }
        return true
    }
}
