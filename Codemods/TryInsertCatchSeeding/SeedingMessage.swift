import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What is wrong with a lookup before an insert, by the names of the class and its key.
struct SeedingMessage {
    private let lookup: RowLookup
    private let file: FileContext

    init(_ lookup: RowLookup, in file: FileContext) {
        self.lookup = lookup
        self.file = file
    }

    /// "two workers can both find no Role for a name and both insert one"
    var text: String {
        let columns = lookup.uniqueKey?.columns.sorted() ?? lookup.conditions.keys.sorted()
        let key = columns.first.map { " for \(Self.article($0)) \(columns.joined(separator: " and "))" } ?? ""
        return "two workers can both find no \(lookup.mapped.name)\(key) and both insert one"
    }

    /// The same with the constraint that one of them runs into. Lines of the file at hand are not said: they move while it is fixed.
    var withReason: String {
        guard let key = lookup.uniqueKey else { return text }
        let isElsewhere = key.module.path != file.path
        let line = key.module.lines.position(of: key.declaration.start).line
        let place = isElsewhere ? " (\(key.module.path):\(line))" : ""
        return "\(text); \(Self.label(key))\(place)"
    }

    /// "no insert of a Config can succeed: `owner` may not be NULL, has no default and is given no value (models.py:12)"
    func cannotSucceed(_ column: Column) -> String {
        let isElsewhere = column.module.path != file.path
        let line = column.module.lines.position(of: column.declaration.start).line
        let place = isElsewhere ? " (\(column.module.path):\(line))" : ""
        let name = lookup.mapped.name
        return
            "the insert of \(Self.article(name)) \(name) cannot succeed: `\(column.name)` may not be NULL, has no default and gets no value\(place)"
    }

    /// "the insert of a Role is never committed: …"
    var isNeverCommitted: String {
        let name = lookup.mapped.name
        return
            "the insert of \(Self.article(name)) \(name) is never committed: no commit follows, and the session is closed at the end of the request"
    }

    func evidence(of column: Column) -> [Evidence] {
        [Evidence(column.module.path, column.declaration.range, "`\(column.name)` may not be NULL")]
    }

    var evidence: [Evidence] {
        lookup.uniqueKey.map { [Evidence($0.module.path, $0.declaration.range, Self.label($0))] } ?? []
    }

    /// The same for a model of Django.
    static func text(_ name: String, _ key: DjangoModel.Key, in file: FileContext) -> String {
        let fields = key.fields.sorted()
        let words = fields.joined(separator: " and ")
        let quoted = fields.map { "`\($0)`" }.joined(separator: " and ")
        let line = key.module.lines.position(of: key.declaration.start).line
        let place = key.module.path == file.path ? "" : " (\(key.module.path):\(line))"
        let label = fields.count > 1 ? "\(quoted) are unique together" : "\(quoted) is unique"
        let what = "two workers can both find no \(name) for \(article(words)) \(words) and both insert one"
        return "\(what); \(label)\(place); get_or_create does both in one step"
    }

    /// "`name` is unique"
    private static func label(_ key: UniqueKey) -> String {
        let names = key.columns.sorted().map { "`\($0)`" }.joined(separator: " and ")
        if key.columns.count > 1 { return names + (key.isPrimary ? " are the primary key" : " are unique together") }
        return names + (key.isPrimary ? " is the primary key" : " is unique")
    }

    /// As in "an email", "a user_id".
    static func article(_ word: String) -> String {
        word.first.map { "aeioAEIO".contains($0) } ?? false ? "an" : "a"
    }
}

extension Syntax {
    /// As messages name a statement that may be long.
    var firstLine: String {
        text.split(maxSplits: 1, omittingEmptySubsequences: false) { $0.isNewline }.first.map(String.init) ?? ""
    }
}
