import PythonFlow
import PythonLibraries
import PythonSyntax

extension RowLookup {
    /// `Settings.query.first()` and `Settings(id=1)`: the table has one row, with a constant primary key, and whoever inserts it
    /// second runs into that key.
    func forOnlyRow(_ row: InsertedRow) -> RowLookup {
        guard conditions.isEmpty, !hasOtherConditions, let construction = row.construction else { return self }
        let key = mapped.primaryKey
        let values = key.compactMap { column in construction.keyword(column.name).map { (column.name, $0) } }
        guard !key.isEmpty, values.count == key.count,
            values.allSatisfy({ $0.1.kind == .string || $0.1.kind == .number })
        else { return self }
        return lookingForOnlyRow(with: Dictionary(uniqueKeysWithValues: values))
    }
}
