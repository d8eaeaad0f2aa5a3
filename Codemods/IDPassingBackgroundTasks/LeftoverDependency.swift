import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The endpoint's session parameter that only the task was there for: FastAPI would open a session for nothing at each request.
struct LeftoverDependency {
    let file: FileContext
    /// The session that the task is given.
    let session: Syntax

    /// What a repair becomes if the parameter goes with it; the repair itself where something else needs the parameter.
    func removed(with repair: SessionOffTheTask.Repair) -> SessionOffTheTask.Repair {
        let edits = repair.edits
        guard let variable = file.semantics.variable(of: session), variable.bindings.count == 1,
            let function = session.enclosingFunction.flatMap(FunctionDefinition.init),
            let parameter = function.parameters.first(where: { $0.node == variable.bindings[0].node.parent }),
            variable.references == [session], edits.contains(where: { takes(session.range, $0) }),
            let dependency = Dependency(of: parameter.node, in: file.module, file.project),
            // Whatever else it does is done for each request: it may check who asks.
            SessionOpeningReader(file.frameworks).onlyOpens(dependency), isEndpoint(function),
            let documented = ParameterDocumentation(of: function, in: file.source).removal(of: [parameter.name])
        else { return repair }
        var editor = ParameterEditor(function, in: file)
        editor.delete(parameter)
        guard let parameters = editor.edits,
            let imports = ImportRemoval(file).edits(without: parameter.node, besides: edits)
        else { return repair }
        var found = repair
        found.edits = imports + parameters + documented
        // The last of several endpoints takes the imports with it: one at a time.
        found.names.formUnion(ImportRemoval.names(in: parameter.node, of: file))
        return found
    }

    private func takes(_ range: Range<Int>, _ edit: TextEdit) -> Bool {
        edit.range.lowerBound <= range.lowerBound && edit.range.upperBound >= range.upperBound
    }

    /// Nothing but FastAPI calls it.
    private func isEndpoint(_ function: FunctionDefinition) -> Bool {
        guard !function.decorators.isEmpty, function.decorators.allSatisfy(Route.isRoute),
            function.node.parent?.kind == .module, let name = function.node.child(.name),
            let variable = file.semantics.variable(of: name),
            let uses = DefinitionUses(of: function.node, in: file.module, file.project),
            uses.near?.isEmpty == true, uses.far?.isEmpty == true
        else { return false }
        return !file.project.paths(mentioning: variable.name).contains { $0.isTest && $0 != file.path }
    }
}
