import PythonSyntax

/// Decides from a name's position whether it is bound there, and how.
enum BindingSite {
    /// False for most names that are only read, by their role alone.
    static func mayBind(_ name: UInt32, in tree: SyntaxTree) -> Bool {
        switch tree.role(of: name) {
        case .target: return true
        case .element, .value, .none:
            switch tree.parent(of: name).map(tree.kind) {
            case .tuple, .list, .starred, .parenthesized: return true
            default: return false
            }
        default: return false
        }
    }

    /// How a name expression binds, nil for a read. `a` in `a.b = 1` is read.
    static func kind(ofName node: Syntax) -> Binding.Kind? {
        var target = node
        while true {
            switch target.role {
            case .target: return target.parent.flatMap { kind(ofTargetIn: $0, isWhole: target == node) }
            case .element, .value, .none: break
            default: return nil
            }
            guard let parent = target.parent else { return nil }
            switch parent.kind {
            case .tuple, .list, .starred, .parenthesized: target = parent
            default: return nil
            }
        }
    }

    private static func kind(ofTargetIn parent: Syntax, isWhole: Bool) -> Binding.Kind? {
        switch parent.kind {
        case .assignment: .assignment
        case .annotatedAssignment:
            // `(name): int` does not make a local variable; `name: int` does.
            if parent.child(.value) != nil { .annotatedAssignment } else { isWhole ? .annotationOnly : nil }
        case .augmentedAssignment: .augmentedAssignment
        case .forStatement: .forTarget
        case .comprehensionClause: .comprehensionTarget
        case .withItem: .withTarget
        case .deleteStatement: .deletion
        case .namedExpression: .namedExpression
        default: nil
        }
    }

    /// How an identifier binds, nil if it names something that is bound under another name.
    static func kind(ofIdentifier node: Syntax, in parent: Syntax) -> Binding.Kind? {
        switch parent.kind {
        case .functionDefinition: .function
        case .classDefinition: .class
        case .parameter: .parameter
        case .importAlias:
            if node.role == .name, parent.child(.alias) != nil {
                nil
            } else {
                parent.parent?.kind == .importFromStatement ? .importFrom : .importModule
            }
        case .exceptClause: .exceptAlias
        case .starPattern: node.text == "_" ? nil : .matchCapture
        case .capturePattern, .mappingRest, .asPattern: .matchCapture
        case .typeAlias: .typeAlias
        case .typeParameter: .typeParameter
        default: nil
        }
    }
}
