import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What functions of the project delete in sessions of their own: functions that are given a key, and neither a row nor the session.
struct DeletionsElsewhere {
    let analysis: SessionWorkAnalysis
    /// The class of the rows.
    let type: MappedClass
    private var seen: Set<Syntax> = []
    private static let maximumDepth = 4

    init(_ analysis: SessionWorkAnalysis, of type: MappedClass) {
        self.analysis = analysis
        self.type = type
    }

    private var model: FrameworkModel { analysis.model }

    /// False if a function, and whatever it calls in the project, deletes no row of the class.
    mutating func mayHappen(in function: FunctionDefinition, _ module: ModuleFile, depth: Int = 0) -> Bool {
        guard depth < Self.maximumDepth, seen.insert(function.node).inserted else { return false }
        let isDeleting = analysis.body(of: function, in: module).events.contains { event in
            event.work.contains(.deletes) && callee(of: event.node, in: module) == nil
                && isAbout(event, function, module)
        }
        if isDeleting { return true }
        for call in function.ownNodes(.call) {
            guard let (inner, owner) = callee(of: call, in: module) else { continue }
            if mayHappen(in: inner, owner, depth: depth + 1) { return true }
        }
        return false
    }

    private func callee(of node: Syntax, in module: ModuleFile) -> (FunctionDefinition, ModuleFile)? {
        guard let call = CallExpression(node),
            case .function(let function, let owner)? = model.callee(of: call, in: module)
        else { return nil }
        return (function, owner)
    }

    /// True unless an event is about rows of other classes.
    private func isAbout(_ event: SessionEvent, _ function: FunctionDefinition, _ module: ModuleFile) -> Bool {
        let rows = event.operands.compactMap { operand in
            let type = model.type(of: operand, in: module)?.withoutOptional
            return type?.instance ?? type?.facet(QueryType.self)?.mapped
        }
        if !rows.isEmpty { return rows.contains(type) }
        let named = classes(namedIn: event.node, module)
        if !named.isEmpty { return named.contains(type) }
        let around = classes(namedIn: function.node, module)
        return around.isEmpty || around.contains(type)
    }

    private func classes(namedIn node: Syntax, _ module: ModuleFile) -> [MappedClass] {
        node.subtree.filter { $0.kind == .name || $0.kind == .attribute }.compactMap {
            model.mappedClass(named: $0, in: module)
        }
    }
}
