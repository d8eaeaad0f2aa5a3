import PythonSyntax

/// Expressions, except strings and lambdas.
extension ASTDump {
    mutating func writeExpression(_ node: Syntax) {
        switch node.kind {
        case .name, .identifier:
            begin("Name", node.range)
            output.name(node.firstToken)
            output.word(current.context.rawValue)
            output.end()
        case .number: writeNumber(node)
        case .constant, .ellipsis: line("Constant", node.range, node.text)
        case .attribute:
            begin("Attribute", node.range)
            output.name(node.lastToken)
            output.word(current.context.rawValue)
            output.end()
            add("value", node.child(.object))
        case .subscription:
            line("Subscript", node.range, current.context.rawValue)
            add("value", node.child(.object))
            add("slice", node.child(.index))
        case .slice:
            line("Slice", node.range)
            add("lower", node.child(.lower))
            add("upper", node.child(.upper))
            add("step", node.child(.step))
        case .call, .keywordArgument, .doubleStarArgument: writeCall(node)
        case .unary, .binary, .booleanOperation, .comparison: writeOperation(node)
        case .tuple, .subscriptTuple, .list, .set, .dictionary, .starred: writeDisplay(node)
        case .listComprehension, .setComprehension, .generatorExpression, .dictionaryComprehension,
            .comprehensionClause:
            writeComprehension(node)
        default: writeOther(node)
        }
    }

    private mutating func writeOther(_ node: Syntax) {
        switch node.kind {
        case .conditional:
            line("IfExp", node.range)
            add("test", node.child(.test))
            add("body", node.child(.body))
            add("orelse", node.child(.orElse))
        case .namedExpression:
            line("NamedExpr", node.range)
            add("target", node.child(.target), .store)
            add("value", node.child(.value))
        case .await:
            line("Await", node.range)
            add("value", node.child(.value))
        case .yield:
            line("Yield", node.range)
            add("value", node.child(.value))
        case .yieldFrom:
            line("YieldFrom", node.range)
            add("value", node.child(.value))
        default: line("?\(node.kind)", node.range)
        }
    }

    /// A number's text and its value. The text is left out together with places: CPython's side does not know it
    /// then.
    private mutating func writeNumber(_ node: Syntax) {
        let text = node.text
        let isPrefixed = text.hasPrefix("0") && text.dropFirst().first.map { "xXoObB".contains($0) } ?? false
        let type =
            if isPrefixed {
                "int"
            } else if text.hasSuffix("j") || text.hasSuffix("J") {
                "complex"
            } else {
                text.contains { ".eE".contains($0) } ? "float" : "int"
            }
        begin("Constant", node.range)
        output.word(type)
        if current.isPlaced { output.word(text) }
        output.end()
    }

    private mutating func writeOperation(_ node: Syntax) {
        switch node.kind {
        case .unary:
            line("UnaryOp", node.range, unaryName(node))
            add("operand", node.child(.operand))
        case .binary:
            line("BinOp", node.range, operatorName(behind: node.child(.left)))
            add("left", node.child(.left))
            add("right", node.child(.right))
        case .booleanOperation:
            line("BoolOp", node.range, operatorName(behind: node.child(.operand)))
            add("values", node.children)
        default:
            let operands = Array(node.children)
            begin("Compare", node.range)
            for operand in operands.dropLast() { output.word(comparisonName(behind: operand)) }
            output.end()
            add("left", operands.first)
            add("comparators", operands.dropFirst())
        }
    }

    private mutating func writeCall(_ node: Syntax) {
        switch node.kind {
        case .call:
            line("Call", node.range)
            add("func", node.child(.function))
            guard let arguments = node.child(.arguments) else { return }
            add("args", arguments.children(.argument))
            add("keywords", arguments.children(.keyword))
        case .keywordArgument:
            begin("keyword", node.range)
            output.name(node.firstToken)
            output.end()
            add("value", node.child(.value))
        default:
            line("keyword", node.range, "-")
            add("value", node.child(.value))
        }
    }

    private mutating func writeDisplay(_ node: Syntax) {
        let context = current.context
        switch node.kind {
        case .set:
            line("Set", node.range)
            add("elts", node.children)
        case .starred:
            line("Starred", node.range, context.rawValue)
            add("value", node.child(.value), context)
        case .dictionary:
            line("Dict", node.range)
            for item in node.children { add("keys", item.child(.key).map { .node($0) } ?? .absent) }
            add("values", node.children.compactMap { $0.child(.value) })
        default:
            line(node.kind == .list ? "List" : "Tuple", node.range, context.rawValue)
            add("elts", node.children, context)
        }
    }

    private mutating func writeComprehension(_ node: Syntax) {
        let element = node.child(.element)
        switch node.kind {
        case .comprehensionClause:
            line("comprehension", node.flags.contains(.async) ? "1" : "0")
            add("target", node.child(.target), .store)
            add("iter", node.child(.iterable))
            return add("ifs", node.children(.condition))
        case .dictionaryComprehension:
            line("DictComp", node.range)
            // `{**mapping for …}` (PEP 798) has the mapping as its key, and no value.
            add("key", element?.child(.key) ?? element?.child(.value))
            if element?.kind == .dictionaryItem { add("value", element?.child(.value)) }
        case .generatorExpression:
            line("GeneratorExp", withParentheses(node))
            add("elt", element)
        default:
            line(node.kind == .listComprehension ? "ListComp" : "SetComp", node.range)
            add("elt", element)
        }
        add("generators", node.children(.item))
    }

    /// The range of a generator expression that is a call's only argument includes the call's parentheses.
    private func withParentheses(_ node: Syntax) -> Range<Int> {
        guard let call = node.parent, call.kind == .arguments, node.firstChild?.firstToken == node.firstToken else {
            return node.range
        }
        return call.range
    }
}
