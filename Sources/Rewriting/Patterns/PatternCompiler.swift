import PythonSyntax

/// Compiles a pattern's tree for the matcher.
struct PatternCompiler {
    /// The names of the holes, by number.
    private(set) var holes: [String] = []
    let parameters: [[UInt8]]

    init(parameters: [String]) { self.parameters = parameters.map { Array($0.utf8) } }

    mutating func compile(_ syntax: Syntax) -> PatternNode {
        let node = syntax.kind == .parenthesized ? syntax.withoutParentheses : syntax
        if let value = hole(node) { return value }
        switch node.kind {
        case .attribute where isChain(node): return chain(node)
        case .call:
            guard let function = node.child(.function), let arguments = node.child(.arguments) else { break }
            let callee = compile(function)
            return .call(callee, compile(arguments: arguments))
        case .string:
            if let content = StringLiteral(node)?.plainBytes { return .string(Array(content)) }
        case .assignment:
            guard let assignment = Assignment(node), let target = assignment.soleTarget, let value = assignment.value
            else { break }
            let left = compile(target)
            return .assignment(target: left, value: compile(value))
        default: break
        }
        return shape(node)
    }

    /// `$name` and `$...name`, alone or as a statement.
    private mutating func hole(_ node: Syntax) -> PatternNode? {
        switch node.kind {
        case .metavariable: return .hole(number(ofToken: node.firstToken, in: node.tree))
        case .metavariableRun: return .run(number(ofToken: node.firstToken, in: node.tree))
        case .expressionStatement: return node.child(.value).flatMap { hole($0) }
        default: return nil
        }
    }

    private mutating func number(ofToken token: Int, in tree: SyntaxTree) -> Int {
        let name = String(tree.text(ofToken: token).drop { $0 == "$" || $0 == "." })
        if name.isEmpty || name == "_" { return PatternNode.anonymous }
        if let known = holes.firstIndex(of: name) { return known }
        holes.append(name)
        return holes.count - 1
    }

    private func isChain(_ node: Syntax) -> Bool { node.tree.tokens[node.lastToken].kind == .metavariableRun }

    private mutating func chain(_ node: Syntax) -> PatternNode {
        guard let object = node.child(.object) else { return shape(node) }
        let inner = compile(object)
        return .chain(number(ofToken: node.lastToken, in: node.tree), inner)
    }

    private mutating func shape(_ node: Syntax) -> PatternNode {
        var words: [PatternShape.Word] = []
        for token in node.ownTokens where !PatternShape.isLayout(node.tree.tokens[token].kind, in: node.kind) {
            if node.tree.tokens[token].kind == .metavariable {
                words.append(.hole(number(ofToken: token, in: node.tree)))
            } else {
                words.append(.text(Array(node.tree.bytes(ofToken: token))))
            }
        }
        var children: [PatternNode] = []
        for child in node.children { children.append(compile(child)) }
        return .other(
            PatternShape(
                kind: node.kind, flags: node.flags.subtracting(PatternShape.ignoredFlags), words: words,
                children: children, hasRuns: children.contains(where: \.isRun)))
    }

    private mutating func compile(arguments: Syntax) -> PatternArguments {
        var positional: [PatternNode] = []
        var named: [(name: [UInt8], value: PatternNode)] = []
        for argument in arguments.children {
            if argument.kind == .keywordArgument, let value = argument.child(.value) {
                named.append((Array(argument.tree.bytes(ofToken: argument.firstToken)), compile(value)))
            } else {
                positional.append(compile(argument))
            }
        }
        return PatternArguments(
            positional: positional, named: named, parameters: parameters, hasRuns: positional.contains(where: \.isRun))
    }
}

extension Syntax {
    /// The tokens that belong to no child.
    fileprivate var ownTokens: [Int] {
        var own: [Int] = []
        var position = tokenRange.lowerBound
        for child in children {
            own += position..<child.tokenRange.lowerBound
            position = child.tokenRange.upperBound
        }
        return own + (position..<Swift.max(position, tokenRange.upperBound))
    }
}
