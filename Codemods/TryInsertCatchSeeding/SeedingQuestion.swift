import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What an `if` asks the database for.
struct SeedingQuestion {
    let lookup: RowLookup
    /// False if the test holds where a row was found.
    let asksForAbsence: Bool
    /// What is compared or denied in the test.
    let subject: Syntax
    /// `not subject`, `subject is None`.
    let deniesSubject: Bool
    /// The variable that holds what was found, nil if the lookup is in the test.
    let found: Syntax?
    /// Statements before the test that have to be repeated, in text order: those that ask the database, or keep the answer.
    let statements: [Syntax]

    init?(_ test: Syntax, in file: FileContext) {
        guard let answer = AbsenceTest(test) else { return nil }
        let reader = RowLookupReader(file.flow(around: test), file.frameworks)
        (subject, deniesSubject) = (answer.subject, answer.asksForAbsence)
        if let lookup = reader.lookup(answer.subject) {
            self.lookup = lookup
            asksForAbsence = answer.asksForAbsence
            found = Self.name(in: answer.subject)
            statements = Self.asking(lookup)
            return
        }
        // `exists = db.query(…).first() is not None`
        guard answer.subject.kind == .name,
            let value = file.flow(around: test).definitions.value(of: answer.subject).expression,
            let statement = value.enclosingStatement, statement.child(.value) == value,
            statement.children(.target).count == 1, let kept = AbsenceTest(value),
            value.withoutParentheses.kind == .comparison || value.withoutParentheses.kind == .unary,
            let lookup = reader.lookup(kept.subject)
        else { return nil }
        self.lookup = lookup
        asksForAbsence = answer.asksForAbsence != kept.asksForAbsence
        found = nil
        statements = Self.asking(lookup) + [statement]
    }

    /// `row` and `row := …`.
    private static func name(in subject: Syntax) -> Syntax? {
        let node = subject.withoutParentheses
        return node.kind == .namedExpression ? node.child(.target) : node.kind == .name ? node : nil
    }

    /// `stmt = select(…)` asks nothing.
    private static func asking(_ lookup: RowLookup) -> [Syntax] {
        lookup.parts.filter { statement in
            guard let value = statement.child(.value) else { return false }
            return value.subtree.contains { node in
                lookup.helpers.contains(node)
                    || CallExpression(node)?.functionName.map(QueryMethods.asks) ?? false
            }
        }
    }
}
