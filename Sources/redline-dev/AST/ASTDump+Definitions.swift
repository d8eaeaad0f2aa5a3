import PythonSyntax

/// Functions, classes, type aliases, and their parameters.
extension ASTDump {
    mutating func writeDefinition(_ node: Syntax) {
        switch node.kind {
        case .functionDefinition: writeFunction(node)
        case .classDefinition: writeClass(node)
        case .lambda:
            line("Lambda", node.range)
            add("args", node.child(.parameters))
            add("body", node.child(.body))
        case .parameters: writeParameters(node)
        case .parameter: writeParameter(node)
        case .typeParameter: writeTypeParameter(node)
        default:
            line("TypeAlias", node.range)
            add("name", node.child(.name), .store)
            addTypeParameters(node)
            add("value", node.child(.value))
        }
    }

    private mutating func writeFunction(_ node: Syntax) {
        begin(node.flags.contains(.async) ? "AsyncFunctionDef" : "FunctionDef", withoutDecorators(node))
        name(node.child(.name))
        output.end()
        add("args", node.child(.parameters))
        addBody(node)
        addDecorators(node)
        add("returns", node.child(.returns))
        addTypeParameters(node)
    }

    private mutating func writeClass(_ node: Syntax) {
        begin("ClassDef", withoutDecorators(node))
        name(node.child(.name))
        output.end()
        if let arguments = node.child(.arguments) {
            add("bases", arguments.children(.argument))
            add("keywords", arguments.children(.keyword))
        }
        addBody(node)
        addDecorators(node)
        addTypeParameters(node)
    }

    private mutating func addDecorators(_ node: Syntax) {
        add("decorator_list", node.children(.decorator).compactMap { $0.child(.value) })
    }

    private mutating func addTypeParameters(_ node: Syntax) {
        if let list = node.child(.typeParameters) { add("type_params", list.children) }
    }

    /// Since 3.8 a definition begins at its first keyword, after its decorators.
    private func withoutDecorators(_ node: Syntax) -> Range<Int> {
        guard let last = node.children(.decorator).last else { return rangeWithBlock(node) }
        let keyword = (last.tokenRange.upperBound..<node.tokenRange.upperBound).first {
            tree.tokens[$0].kind != .newline
        }
        return tree.tokens[keyword ?? node.firstToken].range.lowerBound..<rangeWithBlock(node).upperBound
    }

    private mutating func writeTypeParameter(_ node: Syntax) {
        let type =
            if node.flags.contains(.star) {
                "TypeVarTuple"
            } else {
                node.flags.contains(.doubleStar) ? "ParamSpec" : "TypeVar"
            }
        begin(type, node.range)
        name(node.child(.name))
        output.end()
        add("bound", node.child(.bound))
        add("default_value", node.child(.defaultValue))
    }

    private mutating func writeParameter(_ node: Syntax) {
        guard let identifier = node.child(.name) else { return line("?parameter", node.range) }
        let annotation = node.child(.annotation)
        begin("arg", identifier.start..<(annotation ?? identifier).end)
        name(identifier)
        output.end()
        add("annotation", annotation)
    }

    private mutating func writeParameters(_ node: Syntax) {
        let list = ASTParameters(node)
        line("arguments")
        add("posonlyargs", list.positionalOnly)
        add("args", list.positional)
        add("vararg", list.variadic)
        add("kwonlyargs", list.keywordOnly)
        for parameter in list.keywordOnly {
            add("kw_defaults", parameter.child(.defaultValue).map { .node($0) } ?? .absent)
        }
        add("kwarg", list.variadicKeyword)
        add("defaults", (list.positionalOnly + list.positional).compactMap { $0.child(.defaultValue) })
    }
}
