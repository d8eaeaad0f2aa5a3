import PythonFlow
import PythonLibraries
import PythonSyntax
import Rewriting

/// A key that is drawn at random for this very row: no other worker has the same one.
struct FreshKey {
    let file: FileContext
    let lookup: RowLookup

    var isIt: Bool {
        let random = RandomValue(file.frameworks, in: file.module)
        return lookup.uniqueKey?.columns.contains { lookup.conditions[$0].map(random.holds) ?? false } ?? false
    }
}
