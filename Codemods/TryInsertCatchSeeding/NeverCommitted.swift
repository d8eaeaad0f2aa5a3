import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A row that is added to a request's session and never stored: nothing commits after it, in its function and in those that call it, and the
/// dependency only closes the session. A guard would send the insert, and the end of the request would undo it.
struct NeverCommitted {
    let file: FileContext
    let site: SeedingSite
    private static let maximumDepth = 3

    /// False if nothing shows it.
    var isIt: Bool {
        guard site.commit == nil, file.project.paths(containing: "autocommit=True").isEmpty,
            EngineIsolation(file.frameworks).level(of: site.session, in: file.module) == nil
        else { return false }
        let analysis = file.flow(around: site.ifStatement).analysis { SessionWorkAnalysis(file.frameworks) }
        return isLost(site.session, after: site.row.statement, in: file.module, analysis, depth: 0)
    }

    private func isLost(
        _ session: Syntax, after place: Syntax, in module: ModuleFile, _ analysis: SessionWorkAnalysis, depth: Int
    ) -> Bool {
        guard depth < Self.maximumDepth, session.kind == .name,
            let function = place.enclosingFunction.flatMap(FunctionDefinition.init), !function.isGenerator,
            !place.ancestors.contains(where: { $0.kind == .withStatement && $0.isDescendant(of: function.node) })
        else { return false }
        let body = analysis.body(of: function, in: module)
        guard body.events(after: place).allSatisfy({ $0.work.isDisjoint(with: [.commits, .unknown]) }),
            case .parameter(let parameter) = body.flow.definitions.value(of: session),
            parameter.enclosingFunction == function.node
        else { return false }
        if Dependency(of: parameter, in: module, file.project) != nil {
            let model = module == file.module ? file.frameworks : FrameworkModel(module: module, index: file.project)
            return FreshSession(model).isClosedUncommitted(of: parameter)
        }
        return isLostByCallers(of: function, parameter, in: module, analysis, depth: depth)
    }

    /// Every call of the function is given such a session.
    private func isLostByCallers(
        of function: FunctionDefinition, _ parameter: Syntax, in module: ModuleFile, _ analysis: SessionWorkAnalysis,
        depth: Int
    ) -> Bool {
        guard function.decorators.isEmpty, function.node.parent?.kind == .module,
            let uses = DefinitionUses(of: function.node, in: module, file.project), let near = uses.near,
            let far = uses.far, !near.isEmpty || !far.isEmpty,
            let index = function.parameters.firstIndex(where: { $0.node == parameter })
        else { return false }
        let name = function.parameters[index].name
        return (near + far).allSatisfy { use in
            guard use.node.role == .function, let call = use.node.parent.flatMap(CallExpression.init),
                let given = call.argument(name, at: index), let statement = call.node.enclosingStatement
            else { return false }
            return isLost(given, after: statement, in: use.module, analysis, depth: depth + 1)
        }
    }
}
