import PythonSyntax

/// Python with holes: `$name` stands for one expression, statement or name, `$...name` for any run of them. The same
/// name twice must match the same tokens.
///
/// Layout, comments, trailing commas and parentheses around what is matched make no difference.
public struct Pattern: Sendable {
    public let text: String
    private let tree: SyntaxTree?
    /// The statements of the pattern, or its only expression.
    private let parts: [Syntax]

    /// Throws where the text is no Python but for its holes.
    public init(_ text: String) throws(SyntaxError) {
        self.text = text
        let tree = try SyntaxTree(parsingPattern: text)
        self.tree = tree
        let statements = Array(tree.root.children)
        if statements.count == 1, statements[0].kind == .expressionStatement, let value = statements[0].child(.value) {
            parts = [value]
        } else {
            parts = statements
        }
    }

    private init(unparsable text: String) {
        self.text = text
        tree = nil
        parts = []
    }

    /// False for a literal that is no Python: it matches nothing, and the tests of its codemod say so.
    public var isValid: Bool { !parts.isEmpty }

    /// The byte strings that a file must contain to match: every name and literal word of the pattern.
    public var requiredStrings: [String] {
        guard let tree else { return [] }
        let words = tree.tokens.indices.filter { tree.tokens[$0].kind.isName || tree.tokens[$0].kind == .string }
        return Array(Set(words.map(tree.text(ofToken:)))).sorted()
    }

    /// Matches an expression or a statement.
    public func match(_ node: Syntax) -> Captures? {
        guard parts.count == 1 else { return nil }
        var captures = Captures()
        return Matcher.matches(parts[0], node, &captures) ? captures : nil
    }

    /// Matches statements that follow each other, as many as the pattern has.
    public func match(_ statements: some Sequence<Syntax>) -> Captures? {
        var captures = Captures()
        return Matcher.matchesRun(parts[...], Array(statements)[...], &captures) ? captures : nil
    }
}

extension Pattern: ExpressibleByStringLiteral {
    /// A pattern that is part of a codemod. Where it does not parse it matches nothing; see `isValid`.
    public init(stringLiteral text: StringLiteralType) {
        do {
            try self.init(text)
        } catch {
            self.init(unparsable: text)
        }
    }
}

/// What the holes of a pattern matched.
public struct Captures: Sendable {
    private var nodes: [String: [Syntax]] = [:]

    public init() {}

    /// The node that `$name` matched.
    public subscript(_ name: String) -> Syntax? { nodes[name]?.first }

    /// The nodes that `$...name` matched, perhaps none.
    public func run(_ name: String) -> [Syntax] { nodes[name] ?? [] }

    /// Binds a hole. False where it is bound to other tokens already.
    mutating func bind(_ name: String, _ found: [Syntax]) -> Bool {
        // An underscore is a hole that nobody asks for.
        if name == "_" { return true }
        guard let bound = nodes[name] else {
            nodes[name] = found
            return true
        }
        return bound.count == found.count && zip(bound, found).allSatisfy { $0.hasSameTokens(as: $1) }
    }
}
