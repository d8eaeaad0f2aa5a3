import PythonSyntax

/// A part of a compiled pattern: what is compared with a node of a file. Holes are known by their numbers.
indirect enum PatternNode: Sendable {
    /// `$name`: one expression, statement or name.
    case hole(Int)
    /// `$...name`: what follows each other in a suite, display or argument list.
    case run(Int)
    /// `object.$...name`: any attributes, calls and subscripts after an object, perhaps none.
    case chain(Int, PatternNode)
    /// Arguments are told by their names where they have some, and by their order where not.
    case call(PatternNode, PatternArguments)
    /// The content of a string without escapes, whatever quotes it has.
    case string([UInt8])
    /// `target = value`, perhaps with an annotation.
    case assignment(target: PatternNode, value: PatternNode)
    case other(PatternShape)

    /// Stands for the number of `$_`, which nobody asks for.
    static let anonymous = -1

    var isRun: Bool {
        if case .run = self { true } else { false }
    }
}

/// A node that is compared by its kind, its own tokens and its children.
struct PatternShape: Sendable {
    let kind: NodeKind
    /// A block may stand on its header's line or below it, and a tuple in parentheses.
    let flags: NodeFlags
    /// The tokens that belong to no child, without layout and commas.
    let words: [Word]
    let children: [PatternNode]
    let hasRuns: Bool

    enum Word: Sendable {
        case text([UInt8])
        /// `$name` after a dot: the attribute is bound, and its `lastName` is what the hole stands for.
        case hole(Int)
    }

    /// What makes no difference.
    static let ignoredFlags: NodeFlags = [.inline, .parenthesized]

    /// True for a token that is layout in a node of a kind.
    static func isLayout(_ token: TokenKind, in kind: NodeKind) -> Bool {
        switch token {
        case .newline, .indent, .dedent, .comma, .semicolon: true
        case .leftParenthesis, .rightParenthesis: kind == .tuple || kind == .withStatement
        default: false
        }
    }
}

/// The arguments of a call in a pattern.
struct PatternArguments: Sendable {
    /// Those without a name, in order, runs among them.
    let positional: [PatternNode]
    let named: [(name: [UInt8], value: PatternNode)]
    /// The function's parameters, where the pattern gives them.
    let parameters: [[UInt8]]
    let hasRuns: Bool
}
