import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The places that were read to decide about a task: the function, where its session comes from, and the keys of its rows.
struct TaskEvidence {
    let file: FileContext

    /// `opening` is nil if the task opens a session itself.
    func places(
        _ function: ScheduledFunction, _ opening: SessionOpening?, _ types: [MappedClass], _ session: Syntax?
    ) -> [Evidence] {
        var places: [Evidence] = []
        if let name = function.definition.node.child(.name) {
            let kind = function.isCoroutine ? "coroutine function" : "function"
            places.append(Evidence(function.module.path, name.range, "'\(function.definition.name)' is a \(kind)"))
        }
        if let (name, module) = session.flatMap(dependency) {
            places.append(Evidence(module.path, name.range, "'\(name.text)' gives the request's session"))
        }
        if let opening, let place = self.place(of: opening) { places.append(place) }
        var seen: Set<MappedClass> = []
        return places + types.filter { seen.insert($0).inserted }.compactMap(key)
    }

    private func dependency(of session: Syntax) -> (name: Syntax, module: ModuleFile)? {
        guard session.kind == .name,
            case .parameter(let node) = file.flow(around: session).definitions.value(of: session),
            let dependency = Dependency(of: node, in: file.module, file.project),
            case .function(let function, let module)? = dependency.definition(file.project),
            let name = function.node.child(.name)
        else { return nil }
        return (name, module)
    }

    private func place(of opening: SessionOpening) -> Evidence? {
        switch opening.form {
        case .call(let node), .generator(let node, _):
            Evidence(opening.module.path, node.range, "'\(node.shortText)' opens a session outside of requests")
        case .configured: nil
        }
    }

    /// Where the primary key is declared; of an inherited one the class.
    private func key(of type: MappedClass) -> Evidence? {
        guard let key = type.primaryKey.first else { return nil }
        let declaration = Suite(type.definition.body).statements.first {
            Assignment($0)?.soleTarget?.identifier == key.name
        }
        let place = declaration ?? type.definition.node.child(.name)
        return place.map { Evidence(type.module.path, $0.range, "'\(key.name)' is the primary key of \(type.name)") }
    }
}
