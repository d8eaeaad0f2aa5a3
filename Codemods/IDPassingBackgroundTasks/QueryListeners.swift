import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Listeners that may keep a session from finding a row by its key, as those that hide deleted rows do: a row that the request holds
/// already is not hidden.
final class QueryListeners {
    private var known: [ModuleFile: Syntax?] = [:]

    /// The first listener of some modules, its decorator or call.
    func first(in modules: [ModuleFile]) -> Syntax? { modules.lazy.compactMap { self.listener(in: $0) }.first }

    private func listener(in module: ModuleFile) -> Syntax? {
        if let found = known[module] { return found }
        let found = module.tree.root.subtree.first { node in
            guard let call = CallExpression(node), call.isNamed(["listens_for", "listen"]) else { return false }
            return call.argument("identifier", at: 1)?.plainString == "do_orm_execute"
        }
        known[module] = .some(found)
        return found
    }
}
