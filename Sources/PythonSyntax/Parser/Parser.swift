import SourceText

/// A recursive-descent parser for the union of the grammars of Python 3.8 to 3.15.
///
/// Where versions differ, the newer one decides what is accepted. Nodes are appended in postorder. Nodes that are
/// finished but have no parent yet wait on `pending`; `finish` takes those above a mark as its children.
struct Parser {
    let tokens: [Token]
    let bytes: [UInt8]
    let lexerError: SyntaxError?

    var index = 0
    var nodes: [RawNode] = []
    var pending: [UInt32] = []
    private var depth = 0

    /// Expressions and blocks within each other. CPython gives up at a similar depth (its MAXSTACK is 6,000 frames).
    static let maximumDepth = 1_000

    static func parse(
        _ source: SourceText, allowsMetavariables: Bool
    ) throws(SyntaxError) -> (tokens: [Token], nodes: [RawNode]) {
        let (tokens, lexerError) = lex(source, allowsMetavariables: allowsMetavariables)
        var parser = Parser(tokens: tokens, bytes: source.bytes, lexerError: lexerError)
        do {
            try parser.parseModule()
        } catch {
            throw Python2.recognized(error, tokens: tokens, bytes: source.bytes, failedAt: parser.index)
        }
        return (tokens, parser.nodes)
    }

    private static func lex(_ source: SourceText, allowsMetavariables: Bool) -> ([Token], SyntaxError?) {
        source.bytes.withUnsafeBufferPointer { bytes in
            CharacterClass.table.withUnsafeBufferPointer { classes in
                // An empty array may have no base address; the table's is as good for a text of no bytes.
                guard let table = classes.baseAddress else { return ([], nil) }
                var lexer = Lexer(
                    base: bytes.baseAddress ?? table, count: bytes.count, start: source.contentStart, classes: table,
                    allowsMetavariables: allowsMetavariables)
                lexer.run()
                return (lexer.tokens, lexer.error)
            }
        }
    }

    private init(tokens: [Token], bytes: [UInt8], lexerError: SyntaxError?) {
        self.tokens = tokens
        self.bytes = bytes
        self.lexerError = lexerError
        nodes.reserveCapacity(tokens.count)
    }

    private mutating func parseModule() throws(SyntaxError) {
        let mark = self.mark
        while kind != .endOfFile { try parseStatement() }
        index += 1
        finish(.module, mark)
    }
}

// MARK: Tokens

extension Parser {
    var kind: TokenKind { tokens[index].kind }

    /// The kind of a token ahead; the end of the file goes on for ever.
    func kind(ahead distance: Int) -> TokenKind {
        index + distance < tokens.count ? tokens[index + distance].kind : .endOfFile
    }

    mutating func take(_ expected: TokenKind) -> Bool {
        guard kind == expected else { return false }
        index += 1
        return true
    }

    mutating func expect(_ expected: TokenKind, _ description: String) throws(SyntaxError) {
        guard take(expected) else { throw failure("expected \(description)") }
    }

    func text(ofToken index: Int) -> String {
        String(decoding: bytes[tokens[index].range], as: UTF8.self)
    }

    /// An error at the current token. Where the lexer stopped here, its reason is the better one.
    func failure(_ message: String) -> SyntaxError {
        if kind == .invalid, let lexerError { return lexerError }
        return SyntaxError("\(message), found \(describeToken())", at: Int(tokens[index].start))
    }

    func failure(_ message: String, at node: UInt32) -> SyntaxError {
        SyntaxError(message, at: Int(tokens[Int(nodes[Int(node)].firstToken)].start))
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
    /// The place where a node begins: its first token, node and child.
    struct Mark {
        let token: Int
        let node: Int
        let pending: Int
    }

    var mark: Mark { Mark(token: index, node: nodes.count, pending: pending.count) }

    /// The node finished last that has no parent yet.
    var last: UInt32 { pending[pending.count - 1] }

    /// Makes a node of everything since the mark. Line ends and semicolons behind a statement belong to no node.
    mutating func finish(_ kind: NodeKind, _ mark: Mark, flags: NodeFlags = []) {
        var end = index
        if kind == .block || kind.isCompoundStatement || kind.isClause {
            while end > mark.token, tokens[end - 1].kind.isStatementEnd { end -= 1 }
        }
        let id = UInt32(nodes.count)
        var previous = UInt32.none
        for child in pending[mark.pending...].reversed() {
            nodes[Int(child)].parent = id
            nodes[Int(child)].nextSibling = previous
            previous = child
        }
        nodes.append(
            RawNode(
                kind: kind, flags: flags, firstToken: UInt32(mark.token), endToken: UInt32(end), firstChild: previous,
                firstDescendant: UInt32(mark.node)))
        pending.removeLast(pending.count - mark.pending)
        pending.append(id)
    }

    mutating func leaf(_ kind: NodeKind) {
        let mark = self.mark
        index += 1
        finish(kind, mark)
    }

    mutating func setRole(_ role: NodeRole) {
        nodes[Int(last)].role = role
    }

    /// A name that is bound here; a metavariable stands for one in patterns.
    mutating func identifier(_ role: NodeRole, _ description: String) throws(SyntaxError) {
        if kind == .metavariable {
            leaf(.metavariable)
        } else if kind.isName {
            leaf(.identifier)
        } else {
            throw failure("expected \(description)")
        }
        setRole(role)
    }

    /// Takes everything since the mark back, to try another reading.
    mutating func rewind(to mark: Mark) {
        index = mark.token
        nodes.removeLast(nodes.count - mark.node)
        pending.removeLast(pending.count - mark.pending)
    }

    /// Counts nesting, so that a deep file is refused with a message and never overflows the stack.
    mutating func descend() throws(SyntaxError) {
        depth += 1
        if depth > Self.maximumDepth {
            throw SyntaxError("nested too deeply", at: Int(tokens[index].start), kind: .tooDeep)
        }
    }

    mutating func ascend() { depth -= 1 }
}

extension TokenKind {
    fileprivate var isStatementEnd: Bool {
        self == .newline || self == .dedent || self == .semicolon || self == .indent
    }
}

extension NodeKind {
    fileprivate var isClause: Bool {
        switch self {
        case .elifClause, .elseClause, .exceptClause, .finallyClause, .caseClause: true
        default: false
        }
    }
}
