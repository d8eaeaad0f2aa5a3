import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What the dependencies of an endpoint do before it: FastAPI gives all of them, and the endpoint, one session.
struct DependencyWork {
    let analysis: SessionWorkAnalysis
    private var seen: Set<Syntax> = []
    /// The first dependency that leaves something to be committed.
    private(set) var leaving: String?
    /// The first dependency that sets up a session which another one gives.
    private(set) var preparing: String?
    /// The functions that give sessions, with their files.
    private(set) var sources: [Syntax: ModuleFile] = [:]
    /// One of them ends before the response is sent, whatever the version of FastAPI.
    private(set) var endsBeforeResponse = false

    init(of function: FunctionDefinition, in module: ModuleFile, _ analysis: SessionWorkAnalysis) {
        self.analysis = analysis
        visit(parametersOf: function, in: module)
        for call in function.decorators.compactMap(CallExpression.init) {
            visit(listed: call.keyword("dependencies"), in: module)
            // `router = APIRouter(dependencies=[…])`
            if let router = call.receiver,
                case .value(let value, let owner)? = analysis.index.definition(of: router, in: module)
            {
                visit(listed: CallExpression(value)?.keyword("dependencies"), in: owner)
            }
        }
    }

    private var model: FrameworkModel { analysis.model }

    private mutating func visit(parametersOf function: FunctionDefinition, in module: ModuleFile) {
        for parameter in function.parameters {
            guard let dependency = Dependency(of: parameter.node, in: module, analysis.index) else { continue }
            visit(dependency, givesSession: isSession(parameter, in: module))
        }
    }

    private mutating func visit(listed list: Syntax?, in module: ModuleFile) {
        for element in list?.withoutParentheses.children(.element) ?? [] {
            if let dependency = Dependency(default: element, in: module, analysis.index) {
                visit(dependency, givesSession: false)
            }
        }
    }

    private func isSession(_ parameter: Parameter, in module: ModuleFile) -> Bool {
        let use = parameter.node.child(.name).flatMap(module.semantics.variable)?.references.first
        let type =
            use.flatMap { model.type(of: $0, in: module) }
            ?? parameter.annotation.flatMap { model.type(ofAnnotation: $0, in: module) }
        return type?.session != nil
    }

    private mutating func visit(_ dependency: Dependency, givesSession: Bool) {
        if givesSession, dependency.endsBeforeResponse { endsBeforeResponse = true }
        switch dependency.definition(analysis.index) {
        case .function(let function, let owner)?: visit(function, in: owner, givesSession, dependency.callable)
        case .type(let type, let owner)?:
            guard case .function(let function, let home)? = analysis.index.member("__init__", of: type, in: owner)
            else { return }
            visit(function, in: home, givesSession, dependency.callable)
        case .value(let value, let owner)?:
            guard let call = CallExpression(value.withoutParentheses),
                case .type(let type, let home)? = analysis.index.definition(of: call.function, in: owner),
                case .function(let function, let place)? = analysis.index.member("__call__", of: type, in: home)
            else { return }
            visit(function, in: place, givesSession, dependency.callable)
        // What another package depends on works in sessions of its own.
        case .external?, .module?, nil: return
        }
    }

    private mutating func visit(
        _ function: FunctionDefinition, in owner: ModuleFile, _ givesSession: Bool, _ callable: Syntax
    ) {
        guard seen.insert(function.node).inserted else { return }
        visit(parametersOf: function, in: owner)
        if givesSession {
            sources[function.node] = owner
            return
        }
        if preparing == nil, analysis.summary(ofBody: function, in: owner).work.contains(.prepares) {
            preparing = callable.compactText
        }
        if leaving == nil, leaves(function, owner) { leaving = callable.compactText }
    }

    private func leaves(_ function: FunctionDefinition, _ owner: ModuleFile) -> Bool {
        guard function.isGenerator else {
            return !analysis.summary(ofBody: function, in: owner).leaves.isEmpty
        }
        let body = analysis.body(of: function, in: owner)
        return function.ownNodes(.yield).contains { body.uncommitted(at: $0, nil) != nil }
    }
}
