import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Expressions that mean the same whenever the program runs: literals, names of the module, settings, and what a loop takes
/// out of these. A row with such a key is seed data; a key that a caller gives may be asked for a thousand times a second.
struct ConstantExpression {
    let file: FileContext

    func isConstant(_ value: Syntax, depth: Int = 0) -> Bool {
        guard depth < 12 else { return false }
        let node = value.withoutParentheses
        switch node.kind {
        case .string, .number, .constant:
            return node.subtree.allSatisfy { $0.kind != .name || isConstant($0, depth: depth + 1) }
        case .name: return isConstant(name: node, depth: depth)
        case .attribute, .subscription: return node.child(.object).map { isConstant($0, depth: depth + 1) } ?? false
        case .list, .tuple, .set: return node.children(.element).allSatisfy { isConstant($0, depth: depth + 1) }
        case .dictionary, .dictionaryItem:
            return node.children.allSatisfy { $0.kind == .dictionaryUnpacking || isConstant($0, depth: depth + 1) }
        case .call: return CallExpression(node).map { isConstant($0, depth: depth) } ?? false
        default: return false
        }
    }

    private func isConstant(name: Syntax, depth: Int) -> Bool {
        guard let variable = file.semantics.variable(of: name) else { return true }
        if variable.scope.kind == .module { return true }
        let reaching = file.flow(around: name).definitions.reaching(name)
        return reaching.isComplete && !reaching.bindings.isEmpty
            && reaching.bindings.allSatisfy { binding in
                switch binding.kind {
                case .importFrom, .importModule: true
                case .assignment, .annotatedAssignment:
                    binding.node.role == .target
                        && binding.statement?.child(.value).map { isConstant($0, depth: depth + 1) } ?? false
                case .forTarget: loop(of: binding.node).map { isConstant($0, depth: depth + 1) } ?? false
                default: false
                }
            }
    }

    /// What the loop goes over that binds a name, alone or in a tuple.
    private func loop(of target: Syntax) -> Syntax? {
        target.ancestors.first { $0.kind == .forStatement }?.child(.iterable)
    }

    /// Settings (`os.getenv("ADMIN")`), rows of the module's own making, and plain functions of constants.
    private func isConstant(_ call: CallExpression, depth: Int) -> Bool {
        let plain: Set<String> = [
            "getenv", "get", "config", "items", "values", "keys", "enumerate", "zip", "sorted", "list", "str", "int",
            "lower",
            "upper", "strip", "title", "range", "dict",
        ]
        guard plain.contains(call.functionName ?? "") || file.frameworks.type(of: call.node)?.instance != nil else {
            return false
        }
        let object = call.function.child(.object)
        return call.arguments.allSatisfy { isConstant($0.value, depth: depth + 1) }
            && (object.map { isConstant($0, depth: depth + 1) } ?? true)
    }
}
