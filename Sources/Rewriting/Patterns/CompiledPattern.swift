import PythonSyntax

/// A pattern in the form that matching and searching use, compiled once.
struct CompiledPattern: Sendable {
    typealias Relation = (hole: Int, other: Int, test: @Sendable (Syntax, Syntax, FileContext) -> Bool)

    /// The statements of the pattern, or its only expression.
    let parts: [PatternNode]
    let holes: [String]
    /// By hole.
    let conditions: [HoleCondition?]
    let relations: [Relation]
    let ignoresAwait: Bool
    /// True if the root is an expression, which also matches a statement that consists of it.
    let isExpression: Bool
    let anchor: PatternAnchor
    /// The kinds that the root may have; empty if it may have any.
    private let rootKinds: NodeKindSet
    /// The name of the function that the root calls.
    private let calledName: WordSet?
    let needles: [Needle]
    let problem: String?

    /// A pattern that matches nothing.
    init() {
        (parts, holes, conditions, relations, needles) = ([], [], [], [], [])
        (ignoresAwait, isExpression) = (false, false)
        anchor = .kinds([])
        (rootKinds, calledName) = ([], nil)
        problem = nil
    }

    init(
        _ text: String, _ given: [String: HoleCondition], _ parameters: [String], _ options: Set<Pattern.Option>
    ) throws(SyntaxError) {
        let tree = try SyntaxTree(parsingPattern: text)
        var roots = Array(tree.root.children)
        isExpression = roots.count == 1 && roots[0].kind == .expressionStatement
        if isExpression, let value = roots[0].child(.value) { roots = [value] }
        var compiler = PatternCompiler(parameters: parameters)
        var parts: [PatternNode] = []
        for root in roots { parts.append(compiler.compile(root)) }
        self.parts = parts
        let holes = compiler.holes
        self.holes = holes
        conditions = holes.map { given[$0] }
        relations = holes.enumerated().flatMap { number, name in
            (given[name]?.relations ?? []).compactMap { relation -> Relation? in
                holes.firstIndex(of: relation.other).map { (number, $0, relation.test) }
            }
        }
        ignoresAwait = options.contains(.optionalAwait)
        anchor = PatternAnchor(parts.count == 1 ? parts[0] : nil)
        rootKinds = NodeKindSet(parts.first?.kinds ?? [])
        if case .call(let name) = anchor { calledName = [name] } else { calledName = nil }
        needles = PatternNeedles.of(parts)
        let named = Set(given.keys).union(given.values.flatMap(\.relations).map(\.other))
        let unknown = named.subtracting(holes).sorted()
        problem =
            parts.isEmpty
            ? "the pattern is empty"
            : unknown.isEmpty ? nil : "there is no hole \(unknown.map { "$\($0)" }.joined(separator: ", "))"
    }

    /// The node to compare with the pattern's root.
    func root(for node: Syntax) -> Syntax? {
        isExpression && node.kind == .expressionStatement ? node.child(.value) : node
    }

    /// False for most nodes that do not match, before anything is allocated to compare them.
    func mayMatch(_ root: Syntax) -> Bool {
        if rootKinds.isEmpty { return true }
        var node = root.withoutParentheses
        if ignoresAwait { node = node.withoutAwait.withoutParentheses }
        guard rootKinds.contains(node.kind) else { return false }
        return calledName.map { words in node.firstChild.map(words.contains(lastNameOf:)) ?? false } ?? true
    }
}
