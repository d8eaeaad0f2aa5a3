import PythonSemantics
import PythonSyntax
import Rewriting

/// What runs where a test found no row, as far as it is about the row: of a place that is named, and never repaired.
struct AbsentBranch {
    let statements: [Syntax]

    /// What comes later is about something else.
    private static let reach = 30

    /// Nil where a row that was found is answered as a conflict, or where the inserts handle a conflict themselves.
    init?(of choice: IfStatement, asksForAbsence: Bool, _ inserts: FileInserts, in file: FileContext) {
        let other = choice.clauses.first { $0.kind == .elseClause }?.child(.body)
        if let absent = asksForAbsence ? choice.body : other {
            let found = asksForAbsence ? other : choice.body
            if found.map(SeedingSiteReader.raises) ?? false { return nil }
            statements = Suite(absent).statements
        } else {
            guard !asksForAbsence, choice.clauses.isEmpty, let last = Suite(choice.body).statements.last,
                last.kind == .returnStatement || last.kind == .continueStatement,
                !SeedingSiteReader.reportsConflict(choice.body), !Self.returnsMessage(last),
                let suite = file.suite(containing: choice.node), let index = suite.index(of: choice.node)
            else { return nil }
            statements = Array(suite.statements[(index + 1)...].prefix(Self.reach))
        }
        if inserts.handlesFailure(in: statements) { return nil }
    }

    /// `return None, "the name is taken"`
    private static func returnsMessage(_ statement: Syntax) -> Bool {
        statement.subtree.compactMap(StringLiteral.init).map { $0.writtenText.lowercased() }.contains { text in
            ["already", "duplicate", "exist", "taken"].contains(where: text.contains)
        }
    }
}
