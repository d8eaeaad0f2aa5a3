import PythonSyntax

/// What has happened, or will happen, on every path through a function that reaches a node. Read off the nesting of
/// statements: what follows in one suite has run when the next begins.
extension Syntax {
    /// The statements that have run to their end whenever this node is reached, nearest first. Those inside a `with`
    /// count too, and those of a `try` body where its `else` is reached.
    public var completedStatements: [Syntax] {
        var found: [Syntax] = []
        walkOutwards { statement, parent in
            if parent.kind == .elseClause, let outer = parent.parent, outer.kind == .tryStatement,
                let body = outer.child(.body)
            {
                found += body.children.reversed().flatMap(\.surelyExecuted)
            }
            found += parent.children.prefix { $0 != statement }.reversed()
                .filter(\.kind.isStatement).flatMap(\.surelyExecuted)
        }
        return found
    }

    /// The statements that run behind this node's statement wherever nothing is raised and nothing returns, nearest first.
    public var followingStatements: [Syntax] {
        var found: [Syntax] = []
        walkOutwards { statement, parent in
            let siblings = parent.children.drop { $0 != statement }.dropFirst()
            found += siblings.filter(\.kind.isStatement).flatMap { $0.surelyExecuted.reversed() }
        }
        return found
    }

    /// True where a `return`, `raise`, `break` or `continue` ends every path through the statement or block.
    public var alwaysLeaves: Bool {
        switch kind {
        case .returnStatement, .raiseStatement, .breakStatement, .continueStatement: return true
        case .block: return children.contains { $0.kind.isStatement && $0.alwaysLeaves }
        case .withStatement: return child(.body)?.alwaysLeaves ?? false
        case .ifStatement:
            let branches = [child(.body)].compactMap { $0 } + children(.orElse).compactMap { $0.child(.body) }
            return children(.orElse).last?.kind == .elseClause && branches.allSatisfy(\.alwaysLeaves)
        default: return false
        }
    }

    /// Visits each enclosing statement with the suite or clause it stands in, up to the function or module.
    private func walkOutwards(_ visit: (_ statement: Syntax, _ parent: Syntax) -> Void) {
        var node = self
        while let parent = node.parent {
            if parent.kind == .block || parent.kind == .module || parent.kind == .elseClause { visit(node, parent) }
            let isBody = parent.kind == .functionDefinition || parent.kind == .classDefinition || parent.kind == .lambda
            if isBody, node.role == .body { return }
            node = parent
        }
    }

    /// The statement, and those inside it that cannot be passed over, last first.
    private var surelyExecuted: [Syntax] {
        switch kind {
        case .withStatement: return (child(.body)?.children.reversed().flatMap(\.surelyExecuted) ?? []) + [self]
        case .tryStatement:
            // Where an exception is handled, the body has not run to its end.
            let final = child(.finalBody)?.child(.body)?.children.reversed().flatMap(\.surelyExecuted) ?? []
            let leaves = children(.handler).allSatisfy { $0.child(.body)?.alwaysLeaves ?? false }
            let body = leaves ? child(.body)?.children.reversed().flatMap(\.surelyExecuted) ?? [] : []
            return final + body + [self]
        default: return kind.isStatement ? [self] : []
        }
    }
}
