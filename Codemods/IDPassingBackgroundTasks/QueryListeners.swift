import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Listeners that may keep a session from finding a row by its key, as those that hide deleted rows do: a row that the request holds
/// already is not hidden.
final class QueryListeners {
    private var known: [ModuleFile: Syntax?] = [:]

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
