import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The columns of the inserted row that may not be NULL and have no default, and where they get their values.
struct RequiredColumns {
    let file: FileContext
    let site: SeedingSite

    private var mapped: MappedClass { site.lookup.mapped }

    /// A column that has no value yet at a place.
    func empty(at place: Int) -> String? {
        guard let construction = site.row.construction else { return nil }
        let given = Set(construction.arguments.compactMap(\.keyword))
        let targets = targets
        let assigned = Set(targets.filter { $0.end <= place }.compactMap(\.lastName))
        // Unpacked arguments, a constructor of the class's own or a listener may give it.
        let isFilledElsewhere = isOpaque(construction) || ProjectListeners(file.frameworks).mayFill(mapped)
        let later = isFilledElsewhere ? Set(targets.filter { $0.start >= place }.compactMap(\.lastName)) : nil
        return mapped.columns.first { column in
            column.isRequired && !given.contains(column.name) && !assigned.contains(column.name)
                && (later?.contains(column.name) ?? true)
        }?.name
    }

    /// A column that never gets a value before the row is sent: every insert fails.
    var neverFilled: Column? {
        guard let construction = site.row.construction, !isOpaque(construction), mapped.isComplete,
            construction.arguments.allSatisfy({ $0.keyword.map { mapped.column($0) != nil } ?? false }),
            file.flow(around: site.ifStatement).analysis({ QuietInserts() }).isQuiet(mapped, in: file),
            uses.allSatisfy(fillsNothing)
        else { return nil }
        let given = Set(construction.arguments.compactMap(\.keyword) + targets.compactMap(\.lastName))
        return mapped.columns.first { $0.isRequired && !given.contains($0.name) && $0.sqlType != "TIMESTAMP" }
    }

    private func isOpaque(_ construction: CallExpression) -> Bool {
        construction.hasUnpacking || !construction.positional.isEmpty || hasOwnConstructor
    }

    private var hasOwnConstructor: Bool {
        file.project.member("__init__", of: mapped.definition, in: mapped.module) != nil
    }

    /// Where the row is named after it is made.
    private var uses: [Syntax] {
        guard let name = site.row.name else { return [] }
        let definitions = file.flow(around: name).definitions
        return definitions.reaching(name).bindings.flatMap { definitions.uses(ofBindingAt: $0.node) }
    }

    /// Where the row's attributes are given values through its name.
    private var targets: [Syntax] {
        uses.compactMap(\.parent).filter { $0.kind == .attribute && $0.role == .target }
    }

    /// An attribute, a method of a session, a test, or what comes after the commit.
    private func fillsNothing(_ use: Syntax) -> Bool {
        if let commit = site.commit, use.start > commit.start { return true }
        guard let parent = use.parent else { return false }
        switch parent.kind {
        case .attribute: return parent.role != .function && parent.lastName.map { mapped.column($0) != nil } ?? false
        case .arguments: return parent.parent.flatMap { SessionCall($0, file.frameworks) } != nil
        case .unary, .comparison, .ifStatement: return true
        default: return false
        }
    }
}
