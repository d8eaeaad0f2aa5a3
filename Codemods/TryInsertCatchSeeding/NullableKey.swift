import PythonFlow
import PythonLibraries
import PythonSyntax
import Rewriting

/// A column of the unique key that may be NULL: of such rows a database lets in any number
/// ([PostgreSQL](https://www.postgresql.org/docs/current/ddl-constraints.html#DDL-CONSTRAINTS-UNIQUE-CONSTRAINTS)), and no insert fails.
struct NullableKey {
    let file: FileContext
    let site: SeedingSite

    /// The first one that may be None here. In a key of one column, NULL stands for no key.
    var column: String? {
        guard let key = site.lookup.uniqueKey, key.columns.count > 1, !holdsForNull(key) else { return nil }
        return key.columns.sorted().first { name in
            guard let column = site.lookup.mapped.column(name), column.isNullable,
                let value = site.lookup.conditions[name]
            else { return false }
            return !NeverNone(file).holds(value) && !isKey(value)
        }
    }

    /// `user.id`: a row that has not been sent would not be looked up.
    private func isKey(_ value: Syntax) -> Bool {
        let node = value.withoutParentheses
        guard node.kind == .attribute, let name = node.lastName, let object = node.child(.object) else { return false }
        return file.frameworks.type(of: object)?.instance?.column(name)?.isPrimaryKey ?? false
    }

    /// `UniqueConstraint(…, postgresql_nulls_not_distinct=True)`
    private func holdsForNull(_ key: UniqueKey) -> Bool {
        key.declaration.subtree.contains { CallArgument($0).keyword == "postgresql_nulls_not_distinct" }
    }
}
