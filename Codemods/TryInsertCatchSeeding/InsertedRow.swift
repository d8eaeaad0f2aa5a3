import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The statement that adds a row of a class to a session, and the call that makes the row.
struct InsertedRow {
    let statement: Syntax
    /// The constructor's call, nil where it cannot be found.
    let construction: CallExpression?
    /// The variable that holds the row, nil where it is made inside `add(…)`.
    let name: Syntax?

    /// The only `session.add(row)` among some statements.
    init?(of mapped: MappedClass, by session: Syntax, in statements: [Syntax], _ file: FileContext) {
        var found: [InsertedRow] = []
        for statement in statements {
            guard let row = SessionCalls.add.match(statement, binding: ["session": session])?["row"],
                file.frameworks.type(of: row)?.instance == mapped
            else { continue }
            found.append(InsertedRow(statement: statement, row, statements, file))
        }
        guard found.count == 1 else { return nil }
        self = found[0]
    }

    private init(statement: Syntax, _ row: Syntax, _ statements: [Syntax], _ file: FileContext) {
        self.statement = statement
        if let call = CallExpression(row.withoutParentheses) {
            construction = call
            name = nil
            return
        }
        name = row
        let value = file.flow(around: row).definitions.value(of: row).expression
        construction = value.flatMap { CallExpression($0.withoutParentheses) }
    }
}
