/// What may be assigned to, deleted, or bound by `for` and `with`.
extension Parser {
    enum TargetContext {
        case assignment, augmented, annotated, delete
    }

    /// The targets of a `for`: a tuple if there is a comma.
    mutating func parseStarTargets() throws(Failure) {
        let mark = self.mark
        try parseStarTarget()
        if kind == .comma {
            setRole(.element)
            while take(.comma), kind != .keywordIn {
                try parseStarTarget()
                setRole(.element)
            }
            finish(.tuple, mark)
        }
        setRole(.target)
    }

    mutating func parseStarTarget() throws(Failure) {
        let mark = self.mark
        if take(.star) {
            if kind == .star { throw failure("expected a target after '*'") }
            try parseBinary(.bitwiseOr)
            setRole(.value)
            finish(.starred, mark)
        } else {
            try parseBinary(.bitwiseOr)
        }
        try requireTarget(last, .assignment)
    }

    /// Throws if a node cannot be a target. Uses an explicit stack: targets may nest to any depth.
    mutating func requireTarget(_ node: UInt32, _ context: TargetContext) throws(Failure) {
        var open = [node]
        while let id = open.popLast() {
            let node = nodes[Int(id)]
            switch node.kind {
            case .name, .attribute, .subscription, .metavariable, .metavariableRun: continue
            case .starred where context == .assignment, .parenthesized: break
            case .tuple where context == .assignment || context == .delete,
                .list where context == .assignment || context == .delete:
                break
            default: throw failure("cannot \(context.verb) \(node.kind.description)", at: id)
            }
            var child = node.firstChild
            while child != .none {
                open.append(child)
                child = nodes[Int(child)].nextSibling
            }
        }
    }

    /// `(a).b: int`. Since 3.9 CPython's grammar takes a target in parentheses as the whole target and does not
    /// reconsider when more follows. `(f()).b: int` is accepted, because `(f())` is not a target by itself.
    mutating func refuseParenthesizedTargetWithTrailer(_ target: UInt32) throws(Failure) {
        guard nodes[Int(target)].kind != .parenthesized else { return }
        var node = target
        while nodes[Int(node)].kind != .parenthesized {
            let child = nodes[Int(node)].firstChild
            guard child != .none, nodes[Int(child)].firstToken == nodes[Int(node)].firstToken else { return }
            node = child
        }
        while nodes[Int(node)].kind == .parenthesized, nodes[Int(node)].firstChild != .none {
            node = nodes[Int(node)].firstChild
        }
        switch nodes[Int(node)].kind {
        case .name, .attribute, .subscription:
            throw failure("cannot annotate an expression that begins with a target in parentheses", at: target)
        default: return
        }
    }
}

extension Parser.TargetContext {
    fileprivate var verb: String {
        switch self {
        case .assignment, .augmented: "assign to"
        case .annotated: "annotate"
        case .delete: "delete"
        }
    }
}

extension NodeKind {
    /// The kind in the words of an error message.
    fileprivate var description: String {
        switch self {
        case .constant: "a constant"
        case .number, .string: "a literal"
        case .call: "a call"
        case .comparison: "a comparison"
        case .tuple: "a tuple"
        case .list: "a list"
        case .starred: "a starred expression"
        case .conditional: "a conditional expression"
        case .lambda: "a lambda"
        case .yield, .yieldFrom: "a yield expression"
        case .await: "an await expression"
        case .namedExpression: "an assignment expression"
        default: "an expression"
        }
    }
}
