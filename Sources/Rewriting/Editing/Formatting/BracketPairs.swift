import PythonSyntax
import SourceText

/// The brackets of a file: which token closes which, and inside which bracket each token is. An f-string counts as one.
struct BracketPairs {
    /// By token: the index of the other bracket of its pair, or nil.
    private let partners: [Int: Int]
    /// By token: the index of the innermost opening bracket around it, -1 outside of all.
    private let enclosing: [Int]
    /// True if each bracket that is broken over lines has its content on lines of its own, as ruff and black lay it out.
    let areExploded: Bool
    /// How many brackets are broken like that.
    let countOfExploded: Int

    init(_ tree: SyntaxTree) {
        var partners: [Int: Int] = [:]
        var enclosing: [Int] = []
        var open: [(index: Int, isHugging: Bool)] = []
        var areExploded = true
        var countOfExploded = 0
        var previousEnd = 0
        for (index, token) in tree.tokens.enumerated() {
            if open.last?.index == index - 1, !Self.isBroken(tree, previousEnd..<Int(token.start)) {
                open[open.count - 1].isHugging = true
            }
            if token.kind.closesBracket, let opener = open.popLast() {
                partners[opener.index] = index
                partners[index] = opener.index
                let isBroken = Self.isBroken(tree, previousEnd..<Int(token.start))
                if opener.isHugging == isBroken { areExploded = false }
                if isBroken, !opener.isHugging { countOfExploded += 1 }
            } else if let last = open.last, last.isHugging, Self.isBroken(tree, previousEnd..<Int(token.start)) {
                areExploded = false
            }
            enclosing.append(open.last?.index ?? -1)
            if token.kind.opensBracket { open.append((index, false)) }
            previousEnd = Int(token.end)
        }
        self.partners = partners
        self.enclosing = enclosing
        self.areExploded = areExploded
        self.countOfExploded = countOfExploded
    }

    func partner(of index: Int) -> Int? { partners[index] }

    func opener(around index: Int) -> Int? { enclosing[index] < 0 ? nil : enclosing[index] }

    /// True for an f-string and the brackets of what it formats, where white space may be printed.
    func isInFString(_ opener: Int, of tree: SyntaxTree) -> Bool {
        sequence(first: opener) { self.opener(around: $0) }.contains { tree.tokens[$0].kind == .fStringStart }
    }

    private static func isBroken(_ tree: SyntaxTree, _ gap: Range<Int>) -> Bool {
        tree.source.bytes[gap].contains(where: Layout.isLineEnd)
    }
}

extension TokenKind {
    var opensBracket: Bool {
        switch self {
        case .leftParenthesis, .leftBracket, .leftBrace, .fStringStart: true
        default: false
        }
    }

    var closesBracket: Bool {
        switch self {
        case .rightParenthesis, .rightBracket, .rightBrace, .fStringEnd: true
        default: false
        }
    }
}
