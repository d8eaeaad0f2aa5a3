import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What the functions of a project have left in a session when they hand it to another one.
public struct SessionCallers {
    private let analysis: SessionWorkAnalysis
    private static let maximumDepth = 3

    public init(_ analysis: SessionWorkAnalysis) { self.analysis = analysis }

    private var index: ProjectIndex { analysis.index }

    /// The first event of a caller, or of its callers, that may not have been sent when the function is called, if queries send nothing.
    /// Calls that nothing is known of are left out.
    public func unsent(atCallsOf function: FunctionDefinition, in module: ModuleFile) -> SessionEvent? {
        unsent(atCallsOf: function, in: module, depth: 0)
    }

    private func unsent(
        atCallsOf function: FunctionDefinition, in module: ModuleFile, depth: Int
    ) -> SessionEvent? {
        guard depth < Self.maximumDepth else { return nil }
        let paths = index.paths(mentioning: function.name).filter { $0 != module.path && !$0.isTest }
        let others = paths.compactMap(index.file)
        return ([module] + others).lazy.flatMap { caller in
            caller.nodes.calls(of: WordSet([function.name] + caller.aliases(of: [function.name]))).lazy.compactMap(
                CallExpression.init
            )
            .filter { isCall($0, of: function, module, in: caller) }
            .compactMap { unsent(at: $0, in: caller, depth: depth) }
        }.first
    }

    private func isCall(
        _ call: CallExpression, of function: FunctionDefinition, _ module: ModuleFile, in caller: ModuleFile
    ) -> Bool {
        guard case .function(let called, let home)? = analysis.model.callee(of: call, in: caller)
        else { return false }
        return called.node.start == function.node.start && home.path == module.path
    }

    private func unsent(at call: CallExpression, in module: ModuleFile, depth: Int) -> SessionEvent? {
        guard let statement = call.node.enclosingStatement,
            let function = call.node.enclosingFunction.flatMap(FunctionDefinition.init)
        else { return nil }
        let body = analysis.body(of: function, in: module)
        // Without a session among the arguments it may be any: one that an object holds.
        let sessions = call.arguments.map(\.value).filter { analysis.isSession($0, in: module) }
        let session = sessions.count == 1 ? body.flow.identities.identity(of: sessions[0]) : nil
        // What nothing is known of counts in the function itself. Of its callers it would refuse nearly every place.
        let event = body.unsent(at: statement, session, [.adds, .changes, .deletes]) {
            // The function's own inserts are sent by the savepoint that it gets.
            $0.work.contains(.unknown) || CallExpression($0.node)?.functionName == call.functionName
                || $0.node.isDescendantOrSelf(of: call.node)
        }
        return event ?? unsent(atCallsOf: function, in: module, depth: depth + 1)
    }
}
