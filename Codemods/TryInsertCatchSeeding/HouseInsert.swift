import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A place where the application inserts with ON CONFLICT: whoever has that idiom wants it here, too, and no savepoint. One such place
/// is an idiom for its class and its file; two are one for the project, unless it has savepoints in more places.
struct HouseInsert {
    let path: Path
    let line: Int

    private struct Places: Sendable {
        let calls: [(call: Syntax, module: ModuleFile)]
        let isUsual: Bool
    }

    private static let conflict = "on_conflict_do_"
    private static let savepoint = "begin_nested"
    static let projectTexts = [conflict, savepoint]

    private static let clauses: WordSet = ["on_conflict_do_nothing", "on_conflict_do_update"]
    private static let inserts: WordSet = ["insert", "pg_insert", "postgresql_insert", "sqlite_insert"]

    /// One for the same class if there is any; else in the same file, the same folder, or anywhere.
    static func nearest(to site: SeedingSite, in file: FileContext) -> HouseInsert? {
        let places = places(in: file.project)
        let folder = file.path.components.dropLast()
        let own =
            places.calls.first { isInsert(of: site.lookup.mapped, $0.call, $0.module, file) }
            ?? places.calls.first { $0.module.path == file.path }
        let usual = places.calls.first { $0.module.path.components.dropLast() == folder } ?? places.calls.first
        let found = own ?? (places.isUsual ? usual : nil)
        return found.map {
            HouseInsert(path: $0.module.path, line: $0.module.lines.position(of: $0.call.end).line)
        }
    }

    private static func places(in project: ProjectIndex) -> Places {
        project.fact {
            let conflicts = calls(of: clauses, containing: conflict, in: project)
            let isSeveral = conflicts.count > 1
            let savepoints = isSeveral ? calls(of: [savepoint], containing: savepoint, in: project) : []
            return Places(calls: conflicts, isUsual: isSeveral && conflicts.count > savepoints.count)
        }
    }

    private static func calls(
        of names: WordSet, containing text: String, in project: ProjectIndex
    ) -> [(call: Syntax, module: ModuleFile)] {
        let paths = project.paths(containing: text).filter { CodeRole.isOfApplication($0, in: project) }
        return paths.sorted().compactMap(project.file).flatMap { module in
            module.nodes.calls(of: names).sorted { $0.start < $1.start }.map { ($0, module) }
        }
    }

    /// An insert into the class's table in the function around the call.
    private static func isInsert(
        of mapped: MappedClass, _ call: Syntax, _ module: ModuleFile, _ file: FileContext
    ) -> Bool {
        guard let function = call.enclosingFunction else { return false }
        return module.nodes.all(.call, in: function).compactMap(CallExpression.init).contains { insert in
            guard let table = insert.positional.first, isInsert(insert.function, in: module) else { return false }
            return [table, table.child(.object)].compactMap(\.self).contains {
                file.frameworks.mappedClass(named: $0, in: module) == mapped
            }
        }
    }

    private static func isInsert(_ function: Syntax, in module: ModuleFile) -> Bool {
        inserts.contains(lastNameOf: function)
            || module.semantics.qualifiedName(of: function)?.hasSuffix(".insert") ?? false
    }
}
