import PythonSyntax
import SourceText

/// Writes a parsed file in the shape of CPython's `ast`, one line per node, parents before children.
///
/// A node's fields come in the order of `ast`'s `_fields`. Pending work is on an explicit stack: a chain of
/// operators, attributes or `elif` clauses makes a tree as deep as it is long. Compared with CPython by
/// `Tests/Oracles/ast_equal.py`.
struct ASTDump {
    let tree: SyntaxTree
    /// True if places inside f-strings are written: CPython has them since 3.12 (PEP 701).
    let placesInFStrings: Bool
    var output: ASTOutput
    /// The item being written.
    private(set) var current: ASTItem
    private var children: [ASTItem] = []

    static func bytes(of tree: SyntaxTree, placesInFStrings: Bool) -> [UInt8] {
        var dump = ASTDump(tree, placesInFStrings: placesInFStrings)
        dump.run()
        return dump.output.bytes
    }

    private init(_ tree: SyntaxTree, placesInFStrings: Bool) {
        self.tree = tree
        self.placesInFStrings = placesInFStrings
        output = ASTOutput(tree)
        current = ASTItem(field: "-", content: .node(tree.root))
    }

    private mutating func run() {
        var stack = [current]
        while let item = stack.popLast() {
            current = item
            children.removeAll(keepingCapacity: true)
            switch item.content {
            case .node(let node): write(node.inner)
            case .literal(let literal): write(literal)
            case .absent: line("None")
            }
            stack.append(contentsOf: children.reversed())
        }
    }

    private mutating func write(_ node: Syntax) {
        switch node.kind {
        case .module:
            line("Module")
            add("body", node.children)
        case .functionDefinition, .classDefinition, .parameters, .parameter, .typeParameter, .lambda, .typeAlias:
            writeDefinition(node)
        case .ifStatement, .elifClause, .whileStatement, .forStatement, .withStatement, .withItem, .tryStatement,
            .exceptClause, .matchStatement, .caseClause:
            writeCompound(node)
        case _ where node.kind.isStatement, .importAlias: writeSimple(node)
        case .string, .formattedString, .replacementField, .formatSpecification: writeString(node)
        case .valuePattern, .capturePattern, .wildcardPattern, .starPattern, .asPattern, .orPattern, .sequencePattern,
            .mappingPattern, .classPattern:
            writePattern(node)
        default: writeExpression(node)
        }
    }
}

// MARK: Lines

extension ASTDump {
    /// A line with the type only, for nodes without a place.
    mutating func line(_ type: String, _ words: String...) {
        output.begin(current, type)
        for word in words { output.word(word) }
        output.end()
    }

    /// A line with type and place.
    mutating func line(_ type: String, _ range: Range<Int>, _ words: String...) {
        begin(type, range)
        for word in words { output.word(word) }
        output.end()
    }

    /// Begins a line for nodes with more fields.
    mutating func begin(_ type: String, _ range: Range<Int>) {
        output.begin(current, type)
        if current.isPlaced { output.range(range) }
    }

    /// The range of a statement or clause with a block. CPython includes a semicolon after the block's last
    /// statement; in Redline's tree semicolons belong to no node.
    func rangeWithBlock(_ node: Syntax) -> Range<Int> {
        let next = tree.tokens[node.tokenRange.upperBound]
        return node.start..<(next.kind == .semicolon ? next.range.upperBound : node.end)
    }

    mutating func name(_ node: Syntax?) {
        if let node { output.names(node.tokenRange) } else { output.word("-") }
    }
}

// MARK: Children

extension ASTDump {
    mutating func add(_ field: String, _ node: Syntax?, _ context: ASTItem.Context = .load) {
        if let node { add(field, .node(node), context) }
    }

    mutating func add(_ field: String, _ nodes: some Sequence<Syntax>, _ context: ASTItem.Context = .load) {
        for node in nodes { add(field, .node(node), context) }
    }

    mutating func add(_ field: String, _ content: ASTItem.Content, _ context: ASTItem.Context = .load) {
        children.append(
            ASTItem(
                field: field, content: content, context: context, depth: current.depth + 1,
                isPlaced: current.isPlaced))
    }

    /// Leaves out the places of the children added so far.
    mutating func leaveOutPlacesOfChildren() {
        for index in children.indices { children[index].isPlaced = false }
    }
}

extension Syntax {
    /// The node that `ast` has: parentheses and groups are not nodes there.
    fileprivate var inner: Syntax {
        var node = self
        while node.kind == .parenthesized || node.kind == .groupPattern, let inside = node.firstChild { node = inside }
        return node
    }
}
