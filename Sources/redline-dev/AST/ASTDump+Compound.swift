import PythonSyntax

/// Statements with blocks, except definitions.
extension ASTDump {
    mutating func writeCompound(_ node: Syntax) {
        let prefix = node.flags.contains(.async) ? "Async" : ""
        switch node.kind {
        case .ifStatement: writeIf(node, range: rangeWithBlock(node), clause: node.child(.orElse))
        case .elifClause:
            writeIf(node, range: node.start..<rangeWithBlock(node.parent ?? node).upperBound, clause: node.nextSibling)
        case .whileStatement:
            line("While", rangeWithBlock(node))
            add("test", node.child(.test))
            addBody(node)
            addElse(node)
        case .forStatement:
            line(prefix + "For", rangeWithBlock(node))
            add("target", node.child(.target), .store)
            add("iter", node.child(.iterable))
            addBody(node)
            addElse(node)
        case .withStatement:
            line(prefix + "With", rangeWithBlock(node))
            add("items", node.children(.item))
            addBody(node)
        case .withItem:
            line("withitem")
            add("context_expr", node.child(.context))
            add("optional_vars", node.child(.target), .store)
        case .tryStatement, .exceptClause: writeTry(node)
        default: writeMatch(node)
        }
    }

    mutating func addBody(_ node: Syntax, as field: String = "body") {
        if let body = node.child(.body) { add(field, body.children) }
    }

    private mutating func addElse(_ node: Syntax) {
        if let clause = node.child(.orElse) { addBody(clause, as: "orelse") }
    }

    /// An `elif` is an `if` of its own in the `else` of the previous one, up to the end of the whole statement.
    private mutating func writeIf(_ node: Syntax, range: Range<Int>, clause: Syntax?) {
        line("If", range)
        add("test", node.child(.test))
        addBody(node)
        if clause?.kind == .elifClause { add("orelse", clause) } else if let clause { addBody(clause, as: "orelse") }
    }

    private mutating func writeTry(_ node: Syntax) {
        if node.kind == .exceptClause {
            begin("ExceptHandler", rangeWithBlock(node))
            name(node.child(.alias))
            output.end()
            add("type", node.child(.exception))
            return addBody(node)
        }
        let handlers = node.children(.handler)
        line(handlers.first?.flags.contains(.star) == true ? "TryStar" : "Try", rangeWithBlock(node))
        addBody(node)
        add("handlers", handlers)
        addElse(node)
        if let clause = node.child(.finalBody) { addBody(clause, as: "finalbody") }
    }

    private mutating func writeMatch(_ node: Syntax) {
        if node.kind == .matchStatement {
            line("Match", rangeWithBlock(node))
            add("subject", node.child(.subject))
            return add("cases", node.children(.handler))
        }
        line("match_case")
        add("pattern", node.child(.pattern))
        add("guard", node.child(.guardTest))
        addBody(node)
    }
}
