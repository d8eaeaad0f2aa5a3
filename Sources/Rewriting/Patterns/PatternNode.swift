import PythonSyntax

/// A part of a compiled pattern, to be compared with a node of a file. Holes are identified by number.
indirect enum PatternNode: Sendable {
    /// `$name`: one expression, statement or name.
    case hole(Int)
    /// `$...name`: consecutive elements in a suite, display or argument list.
    case run(Int)
    /// `object.$...name`: any number of attributes, calls and subscripts after an object.
    case chain(Int, PatternNode)
    /// Arguments are matched by name if they have one, otherwise by order.
    case call(PatternNode, PatternArguments)
    /// The content of a string without escapes, whatever its quotes.
    case string([UInt8])
    /// `target = value`, with or without an annotation.
    case assignment(target: PatternNode, value: PatternNode)
    case other(PatternShape)

    /// The number of `$_`, which is not bound.
    static let anonymous = -1

    var isRun: Bool {
        if case .run = self { true } else { false }
    }
}

/// A node that is compared by its kind, its own tokens and its children.
struct PatternShape: Sendable {
    let kind: NodeKind
    /// A block may be on its header's line or below it, and a tuple may have parentheses.
    let flags: NodeFlags
    /// The tokens that belong to no child, without layout and commas.
    let words: [Word]
    let children: [PatternNode]
    let hasRuns: Bool

    enum Word: Sendable {
        case text([UInt8])
        /// `$name` after a dot: the hole is bound to the attribute and stands for its `lastName`.
        case hole(Int)
    }

    /// Differences that do not matter.
    static let ignoredFlags: NodeFlags = [.inline, .parenthesized]

    /// True for a token that is only layout in a node of this kind.
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
    /// Positional arguments in order, including runs.
    let positional: [PatternNode]
    let named: [(name: [UInt8], value: PatternNode)]
    /// The function's parameters, if the pattern declares them.
    let parameters: [[UInt8]]
    let hasRuns: Bool
}
