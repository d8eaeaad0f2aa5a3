import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Listeners that may keep a session from finding a row by its key, as those that hide deleted rows do: a row that the request holds
/// already is not hidden. And those that lock the whole database when a transaction begins (`BEGIN IMMEDIATE`).
final class QueryListeners {
    private var known: [ModuleFile: Syntax?] = [:]

    /// The first listener of some modules that begins transactions by locking the database.
    static func locking(in modules: [ModuleFile], _ project: ProjectIndex) -> Syntax? {
        modules.lazy.compactMap { module in
            let listener = EventListener.all(in: module, project).first { $0.event == "begin" }?.node
            return listener.flatMap { locks(module) ? $0 : nil }
        }.first
    }

    private static func locks(_ module: ModuleFile) -> Bool {
        module.nodes.all(.string).contains { text in
            let upper = text.text.uppercased()
            return upper.contains("BEGIN IMMEDIATE") || upper.contains("BEGIN EXCLUSIVE")
        }
    }

    /// The first listener of some modules, its decorator or call.
    func first(in modules: [ModuleFile], _ project: ProjectIndex) -> Syntax? {
        modules.lazy.compactMap { self.listener(in: $0, project) }.first
    }

    private func listener(in module: ModuleFile, _ project: ProjectIndex) -> Syntax? {
        if let found = known[module] { return found }
        let found = EventListener.all(in: module, project).first { $0.event == "do_orm_execute" }?.node
        known[module] = .some(found)
        return found
    }
}
