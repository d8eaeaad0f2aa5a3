import PythonSyntax

/// The patterns of `match`.
extension ASTDump {
    mutating func writePattern(_ node: Syntax) {
        switch node.kind {
        case .valuePattern: writeValue(node)
        case .capturePattern:
            begin("MatchAs", node.range)
            name(node.child(.name))
            output.end()
        case .wildcardPattern: line("MatchAs", node.range, "-")
        case .starPattern: writeStar(node)
        case .asPattern:
            begin("MatchAs", node.range)
            name(node.child(.alias))
            output.end()
            add("pattern", node.firstChild)
        case .orPattern:
            line("MatchOr", node.range)
            add("patterns", node.children)
        case .sequencePattern:
            line("MatchSequence", node.range)
            add("patterns", node.children)
        case .mappingPattern: writeMapping(node)
        default: writeClassPattern(node)
        }
    }

    private mutating func writeValue(_ node: Syntax) {
        if let value = node.firstChild, value.kind == .constant {
            return line("MatchSingleton", node.range, value.text)
        }
        line("MatchValue", node.range)
        add("value", node.firstChild)
    }

    /// `*_` binds nothing.
    private mutating func writeStar(_ node: Syntax) {
        begin("MatchStar", node.range)
        let identifier = node.child(.name)
        name(identifier?.text == "_" ? nil : identifier)
        output.end()
    }

    private mutating func writeMapping(_ node: Syntax) {
        let items = node.children.filter { $0.kind == .mappingItem }
        begin("MatchMapping", node.range)
        name(node.children.first { $0.kind == .mappingRest }?.child(.name))
        output.end()
        add("keys", items.compactMap { $0.child(.key)?.firstChild })
        add("patterns", items.compactMap { $0.child(.pattern) })
    }

    private mutating func writeClassPattern(_ node: Syntax) {
        let keywords = node.children.filter { $0.kind == .keywordPattern }
        begin("MatchClass", node.range)
        for keyword in keywords { output.name(keyword.firstToken) }
        output.end()
        add("cls", node.child(.function))
        add("patterns", node.children.filter { $0.kind != .keywordPattern && $0.role != .function })
        add("kwd_patterns", keywords.compactMap(\.firstChild))
    }
}
