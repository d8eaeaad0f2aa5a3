import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Expressions with the same value in every run: literals, module names, settings, and loop variables over these.
extension EffectAnalysis {
    public func isConstant(_ expression: Syntax) -> Bool { isConstant(expression, depth: 0) }

    private static let maximumDepth = 12

    private func isConstant(_ expression: Syntax, depth: Int) -> Bool {
        guard depth < Self.maximumDepth else { return false }
        let node = expression.withoutParentheses
        switch node.kind {
        case .string, .formattedString, .number, .constant:
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
        guard let variable = module.semantics.variable(of: name) else { return true }
        if variable.scope.kind == .module { return true }
        let bindings = variable.bindings.filter { $0.kind != .annotationOnly }
        return !bindings.isEmpty
            && bindings.allSatisfy { binding in
                switch binding.kind {
                case .importFrom, .importModule: true
                case .assignment, .annotatedAssignment:
                    binding.isWholeTarget
                        && binding.statement?.child(.value).map { isConstant($0, depth: depth + 1) } ?? false
                case .forTarget: loop(of: binding.node).map { isConstant($0, depth: depth + 1) } ?? false
                default: false
                }
            }
    }

    /// The iterable of the loop that binds a name, alone or in a tuple.
    private func loop(of target: Syntax) -> Syntax? {
        target.ancestors.first { $0.kind == .forStatement }?.child(.iterable)
    }

    /// Settings (`os.getenv("ADMIN")`), instances created by the module, and pure functions of constants.
    private func isConstant(_ call: CallExpression, depth: Int) -> Bool {
        let calling = ofCalling(call)
        let isRow = model.type(of: call.node, in: module)?.instance != nil
        guard isRow || calling.isRepeatable else { return false }
        let object = call.function.child(.object)
        return call.arguments.allSatisfy { isConstant($0.value, depth: depth + 1) }
            && (object.map { isConstant($0, depth: depth + 1) } ?? true)
    }
}
