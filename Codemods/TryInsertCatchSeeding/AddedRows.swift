import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The classes whose rows a call may make: a constructor's own, and those of a function of the project.
struct AddedRows {
    private let file: FileContext
    private static let maximumDepth = 3

    init(_ file: FileContext) { self.file = file }

    func mayAdd(by call: CallExpression, _ isAsked: (MappedClass) -> Bool) -> Bool {
        if let mapped = file.frameworks.mappedClass(named: call.function, in: file.module) { return isAsked(mapped) }
        var seen: Set<Syntax> = []
        return ProjectCall(call, in: file.module, file.frameworks).map { mayAdd($0, &seen, depth: 0, isAsked) } ?? false
    }

    private func mayAdd(
        _ called: ProjectCall, _ seen: inout Set<Syntax>, depth: Int, _ isAsked: (MappedClass) -> Bool
    ) -> Bool {
        guard depth < Self.maximumDepth, seen.insert(called.function.node).inserted else { return false }
        for call in called.function.ownNodes(.call).compactMap(CallExpression.init) {
            if let mapped = called.entity(call.function) {
                if isAsked(mapped) { return true }
            } else if let inner = ProjectCall(call, in: called.owner, file.frameworks, of: called.receiver),
                mayAdd(inner, &seen, depth: depth + 1, isAsked)
            {
                return true
            }
        }
        return false
    }
}
