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

    /// True where the constructor gives every column of a key the value that was looked up.
    func carries(_ key: Set<String>, _ lookup: RowLookup, _ effects: EffectAnalysis) -> Bool {
        key.allSatisfy { column in
            guard let wanted = lookup.conditions[column], effects.of(wanted).isRepeatable else { return false }
            // `for role in roles:` the row itself was asked for its key.
            if wanted.kind == .attribute, wanted.lastName == column, let name, wanted.child(.object)?.text == name.text
            {
                return true
            }
            guard let construction else { return false }
            if let given = construction.keyword(column) { return given.hasSameTokensButQuotes(as: wanted) }
            return unpacks(column, wanted, construction)
        }
    }

    /// `Role(**data)` where `data["name"]` was looked up.
    private func unpacks(_ column: String, _ wanted: Syntax, _ construction: CallExpression) -> Bool {
        guard wanted.kind == .subscription, let object = wanted.child(.object), object.kind == .name,
            wanted.child(.index)?.plainString == column
        else { return false }
        return construction.arguments.contains { $0.isUnpacked && $0.keyword == nil && $0.value.text == object.text }
    }
}
