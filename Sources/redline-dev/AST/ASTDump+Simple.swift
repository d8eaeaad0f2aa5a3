import PythonSyntax

/// Simple statements.
extension ASTDump {
    mutating func writeSimple(_ node: Syntax) {
        switch node.kind {
        case .expressionStatement:
            line("Expr", node.range)
            add("value", node.child(.value))
        case .assignment, .augmentedAssignment, .annotatedAssignment: writeAssignment(node)
        case .importStatement, .importFromStatement, .importAlias: writeImport(node)
        case .returnStatement:
            line("Return", node.range)
            add("value", node.child(.value))
        case .deleteStatement:
            line("Delete", node.range)
            add("targets", node.children, .delete)
        case .raiseStatement:
            line("Raise", node.range)
            add("exc", node.child(.exception))
            add("cause", node.child(.cause))
        case .assertStatement:
            line("Assert", node.range)
            add("test", node.child(.test))
            add("msg", node.child(.message))
        case .globalStatement: writeNames("Global", node)
        case .nonlocalStatement: writeNames("Nonlocal", node)
        case .passStatement: line("Pass", node.range)
        case .breakStatement: line("Break", node.range)
        case .continueStatement: line("Continue", node.range)
        default: line("?\(node.kind)", node.range)
        }
    }

    private mutating func writeNames(_ type: String, _ node: Syntax) {
        begin(type, node.range)
        for name in node.children { output.name(name.firstToken) }
        output.end()
    }

    private mutating func writeAssignment(_ node: Syntax) {
        let target = node.child(.target)
        switch node.kind {
        case .assignment:
            line("Assign", node.range)
            add("targets", node.children(.target), .store)
        case .augmentedAssignment:
            line("AugAssign", node.range, operatorName(behind: target))
            add("target", target, .store)
        default:
            // A name in parentheses is not a simple target (PEP 526).
            line("AnnAssign", node.range, target?.kind == .name ? "1" : "0")
            add("target", target, .store)
            add("annotation", node.child(.annotation))
        }
        add("value", node.child(.value))
    }

    private mutating func writeImport(_ node: Syntax) {
        switch node.kind {
        case .importStatement:
            begin("Import", node.range)
        case .importFromStatement:
            begin("ImportFrom", node.range)
            if let module = node.child(.module) { writeModule(module) }
        default: return writeAlias(node)
        }
        if node.flags.contains(.lazyImport) { output.word("lazy") }
        output.end()
        add("names", node.children(.item))
    }

    /// The module's name without leading dots, then the number of dots.
    private mutating func writeModule(_ module: Syntax) {
        let dots = module.tokenRange.prefix { !tree.tokens[$0].kind.isName }
        let names = dots.upperBound..<module.tokenRange.upperBound
        if names.isEmpty { output.word("-") } else { output.names(names) }
        output.word(String(dots.reduce(0) { $0 + (tree.tokens[$1].kind == .ellipsis ? 3 : 1) }))
    }

    private mutating func writeAlias(_ node: Syntax) {
        begin("alias", node.range)
        name(node.child(.name) ?? node)
        name(node.child(.alias))
        output.end()
    }
}
