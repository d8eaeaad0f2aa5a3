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

    init(_ addition: FileInserts.Addition, _ file: FileContext) {
        let row = addition.row
        statement = addition.statement ?? addition.call
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
