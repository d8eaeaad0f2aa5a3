import PythonFlow
import PythonSyntax
import Rewriting

extension FileContext {
    /// What the function around a place does to sessions and rows. Nil for module level code.
    func sessionBody(around place: Syntax) -> SessionBody? {
        let flow = flow(around: place)
        guard let function = FunctionDefinition(flow.graph.owner) else { return nil }
        return flow.analysis { SessionWorkAnalysis(frameworks) }.body(of: function, in: module, flow)
    }
}
