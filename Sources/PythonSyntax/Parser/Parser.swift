import SourceText

/// A recursive-descent parser for the union of the grammars of Python 3.8 to 3.15.
///
/// If versions differ, the newer one decides what is accepted. Nodes are appended in postorder: those since a mark
/// are adjacent subtrees, each ending with its root, and `finish` makes these roots its children.
struct Parser: ~Copyable {
    let tokens: Arena<Token>
    let bytes: [UInt8]
    private let lexerError: SyntaxError?

    private(set) var index = 0
    /// The current token's kind.
    private(set) var kind: TokenKind
    var nodes: Arena<RawNode>
    private var depth = 0
    /// The details of the last `Failure` thrown.
    private var error = SyntaxError("nothing was read", at: 0)

    /// The text is not Python, or not in the form that was tried; `error` holds the reason. Empty, so that
    /// propagating it is free.
    struct Failure: Error {}

    /// The limit for nested expressions and blocks. CPython gives up at a similar depth (its MAXSTACK is 6,000
    /// frames).
    static let maximumDepth = 1_000

    static func parse(_ source: SourceText, allowsMetavariables: Bool) throws(SyntaxError) -> TreeStorage {
        let text = Lexer.lex(source, allowsMetavariables: allowsMetavariables)
        var parser = Parser(text, bytes: source.bytes)
        do {
            try parser.parseModule()
        } catch {
            throw Python2.recognized(
                parser.error, tokens: parser.tokens, bytes: source.bytes, failedAt: parser.index)
        }
        return TreeStorage(tokens: parser.tokens, nodes: parser.nodes)
    }

    private init(_ text: consuming LexedText, bytes: [UInt8]) {
        self.bytes = bytes
        lexerError = text.error
        tokens = text.tokens
        kind = tokens[0].kind
        nodes = Arena(capacity: tokens.count)
    }

    private mutating func parseModule() throws(Failure) {
        let mark = self.mark
        while kind != .endOfFile { try parseStatement() }
        index += 1
        finish(.module, mark)
    }
}

// MARK: Tokens

extension Parser {
    @inline(__always) mutating func advance(_ distance: Int = 1) {
        index += distance
        kind = tokens[index].kind
    }

    /// The kind of a later token; the end of the file repeats for ever.
    func kind(ahead distance: Int) -> TokenKind {
        index + distance < tokens.count ? tokens[index + distance].kind : .endOfFile
    }

    mutating func take(_ expected: TokenKind) -> Bool {
        guard kind == expected else { return false }
        advance()
        return true
    }

    mutating func expect(_ expected: TokenKind, _ description: String) throws(Failure) {
        guard take(expected) else { throw failure("expected \(description)") }
    }

    func text(ofToken index: Int) -> String {
        String(decoding: bytes[tokens[index].range], as: UTF8.self)
    }

    /// An error at the current token. If the lexer stopped here, its reason is the better one.
    @inline(never) mutating func failure(_ message: String) -> Failure {
        if kind == .invalid, let lexerError {
            error = lexerError
        } else {
            error = SyntaxError("\(message), found \(describeToken())", at: Int(tokens[index].start))
        }
        return Failure()
    }

    @inline(never) mutating func failure(_ message: String, at node: UInt32) -> Failure {
        error = SyntaxError(message, at: Int(tokens[Int(nodes[Int(node)].firstToken)].start))
        return Failure()
    }

    private func describeToken() -> String {
        switch kind {
        case .endOfFile: "the end of the file"
        case .newline: "the end of the line"
        case .indent: "an indented line"
        case .dedent: "the end of the block"
        default: "'\(text(ofToken: index).prefix(30).prefix { !$0.isNewline })'"
        }
    }
}

// MARK: Nodes

extension Parser {
    /// The position at which a node begins: its first token and first node.
    struct Mark {
        let token: Int
        let node: Int
    }

    @inline(__always) var mark: Mark { Mark(token: index, node: nodes.count) }

    /// The node that was finished last.
    var last: UInt32 { UInt32(truncatingIfNeeded: nodes.count - 1) }

    var lastKind: NodeKind { nodes[nodes.count - 1].kind }

    /// Makes a node of everything since the mark.
    @inline(__always) mutating func finish(_ kind: NodeKind, _ mark: Mark, flags: NodeFlags = []) {
        finish(kind, mark, end: index, flags: flags)
    }

    /// The same for a node that holds statements: line ends and semicolons after the last one belong to no node.
    mutating func finishSuite(_ kind: NodeKind, _ mark: Mark, flags: NodeFlags = []) {
        var end = index
        while end > mark.token, tokens[end - 1].kind.isStatementEnd { end -= 1 }
        finish(kind, mark, end: end, flags: flags)
    }

    private mutating func finish(_ kind: NodeKind, _ mark: Mark, end: Int, flags: NodeFlags) {
        let id = UInt32(truncatingIfNeeded: nodes.count)
        let firstDescendant = UInt32(truncatingIfNeeded: mark.node)
        // The last child is right before its parent, and each sibling right before the first descendant of the next.
        var next = UInt32.none
        var behind = id
        while behind > firstDescendant {
            let child = behind - 1
            nodes.update(Int(child)) { node in
                node.parent = id
                node.nextSibling = next
                behind = node.firstDescendant
            }
            next = child
        }
        nodes.append(
            RawNode(
                kind: kind, flags: flags, firstToken: UInt32(truncatingIfNeeded: mark.token),
                endToken: UInt32(truncatingIfNeeded: end), firstChild: next, firstDescendant: firstDescendant))
    }

    @inline(__always) mutating func leaf(_ kind: NodeKind) {
        let first = UInt32(truncatingIfNeeded: index)
        nodes.append(
            RawNode(
                kind: kind, firstToken: first, endToken: first + 1,
                firstDescendant: UInt32(truncatingIfNeeded: nodes.count)))
        advance()
    }

    @inline(__always) mutating func setRole(_ role: NodeRole) {
        nodes.update(nodes.count - 1) { $0.role = role }
    }

    /// A name that is bound here; a metavariable stands for one in patterns.
    mutating func identifier(_ role: NodeRole, _ description: String) throws(Failure) {
        if kind == .metavariable {
            leaf(.metavariable)
        } else if kind.isName {
            leaf(.identifier)
        } else {
            throw failure("expected \(description)")
        }
        setRole(role)
    }

    /// Undoes everything since the mark, to try another reading.
    mutating func rewind(to mark: Mark) {
        index = mark.token
        kind = tokens[index].kind
        nodes.removeLast(nodes.count - mark.node)
    }

    /// Counts nesting, so that a deep file is rejected with a message instead of overflowing the stack.
    mutating func descend() throws(Failure) {
        depth += 1
        if depth > Self.maximumDepth {
            error = SyntaxError("nested too deeply", at: Int(tokens[index].start), kind: .tooDeep)
            throw Failure()
        }
    }

    mutating func ascend() { depth -= 1 }
}

extension TokenKind {
    fileprivate var isStatementEnd: Bool {
        self == .newline || self == .dedent || self == .semicolon || self == .indent
    }
}
