import SourceText

/// Splits a text into tokens, as CPython's tokenizer does, in one pass and without allocation per token.
///
/// Lexing stops at the first error, with an `invalid` token there and the reason in `error`. The parser reports
/// whichever comes first, its own error or the lexer's.
struct Lexer: ~Copyable {
    let base: UnsafePointer<UInt8>
    let count: Int
    let classes: UnsafePointer<UInt8>
    let keywords: Keywords
    let allowsMetavariables: Bool

    var position: Int
    var tokens: Arena<Token>
    /// Set at the first error: nothing is read after it.
    private(set) var isStopped = false
    private(set) var error: SyntaxError?
    /// Open brackets, outermost first: the byte that opened each and its place.
    var brackets = Arena<OpenBracket>(capacity: 32)
    var indentation = Indentation()
    var fStrings: [FStringMode] = []
    /// True inside an f-string; a copy of the innermost state, so that a token outside f-strings costs one test.
    var isInFString = false
    private var atLineStart = true

    struct OpenBracket {
        let byte: UInt8
        let offset: Int
    }

    /// The tokens of a text, and the error that ended them if there was one.
    static func lex(_ source: SourceText, allowsMetavariables: Bool) -> LexedText {
        source.bytes.span.withUnsafeBufferPointer { bytes in
            // An empty array may have no base address; for an empty text the table's serves as well.
            var lexer = Lexer(
                base: bytes.baseAddress ?? CharacterClass.table, count: bytes.count, start: source.contentStart,
                allowsMetavariables: allowsMetavariables)
            lexer.run()
            return LexedText(tokens: lexer.tokens, error: lexer.error)
        }
    }

    private init(base: UnsafePointer<UInt8>, count: Int, start: Int, allowsMetavariables: Bool) {
        self.base = base
        self.count = count
        self.allowsMetavariables = allowsMetavariables
        classes = CharacterClass.table
        keywords = Keywords.shared
        position = start
        // A token takes some five bytes of ordinary source, including white space and comments.
        tokens = Arena(capacity: count / 4 + 8)
    }

    /// The byte at an offset, 0 after the end: a NUL is an error anywhere in a source, so that no check is lost.
    @inline(__always) func byte(_ offset: Int) -> UInt8 {
        offset < count ? base[offset] : 0
    }

    private mutating func run() {
        while !isStopped {
            if isInFString, let mode = fStrings.last, mode.isInText(bracketDepth: brackets.count) {
                lexFStringText()
                continue
            }
            if atLineStart, brackets.count == 0 {
                atLineStart = false
                guard beginLine() else { break }
            }
            skipSpace()
            guard !isStopped else { break }
            guard position < count else {
                finish()
                break
            }
            lexToken()
        }
        if let error { append(.invalid, from: min(error.offset, count)) }
    }

    @inline(__always) mutating func append(_ kind: TokenKind, from start: Int) {
        tokens.append(Token(kind: kind, start: start, end: position))
    }

    @inline(never) mutating func fail(_ message: String, at offset: Int, kind: SyntaxError.Kind = .invalid) {
        if error == nil { error = SyntaxError(message, at: offset, kind: kind) }
        isStopped = true
        position = max(position, min(offset, count))
    }

    /// After this, everything read is a token or a gap; an unfinished logical line gets its newline.
    private mutating func finish() {
        if let open = brackets.last {
            let name = Character(Unicode.Scalar(open.byte))
            return fail("'\(name)' was never closed", at: open.offset)
        }
        if let last = tokens.last, last.kind != .newline, last.kind != .dedent, last.kind != .indent {
            append(.newline, from: position)
        }
        while indentation.pop() { append(.dedent, from: position) }
        append(.endOfFile, from: position)
    }

    /// Spaces, tabs, form feeds, comments and line joins within a logical line.
    @inline(__always) private mutating func skipSpace() {
        // Most tokens follow one space or none.
        if position < count, base[position] == 0x20 { position += 1 }
        if position < count, base[position] > 0x23, base[position] != UInt8(ascii: "\\") { return }
        skipMoreSpace()
    }

    @inline(never) private mutating func skipMoreSpace() {
        while position < count {
            switch base[position] {
            case 0x20, 0x09, 0x0C: position += 1
            case UInt8(ascii: "#"):
                skipComment()
                if isStopped { return }
            case UInt8(ascii: "\\"):
                guard skipLineJoin() else { return }
            case 0x0A, 0x0D:
                guard brackets.count > 0 else { return }
                position += 1
            default: return
            }
        }
    }

    mutating func skipComment() {
        position = ByteScan.lineEnd(base, from: position, to: count)
        if position < count, base[position] == 0 { fail("a NUL byte", at: position) }
    }

    /// A backslash and the line ending after it. Returns false and sets an error if anything else follows.
    mutating func skipLineJoin() -> Bool {
        let start = position
        position += 1
        if byte(position) == 0x0D {
            position += byte(position + 1) == 0x0A ? 2 : 1
        } else if byte(position) == 0x0A {
            position += 1
        } else {
            fail("only a line end may follow the line continuation character '\\'", at: start + 1)
            return false
        }
        if position >= count {
            fail("the file ends after a line continuation character", at: start)
            return false
        }
        return true
    }

    @inline(__always) private mutating func lexToken() {
        let start = position
        let first = base[position]
        let byteClass = classes[Int(first)]
        if byteClass & CharacterClass.nameStart != 0 {
            lexNameOrString()
        } else if byteClass & CharacterClass.digit != 0
            || first == UInt8(ascii: ".") && classes[Int(byte(position + 1))] & CharacterClass.digit != 0
        {
            lexNumber()
        } else if first == UInt8(ascii: "\"") || first == UInt8(ascii: "'") {
            lexString(start: start, prefix: StringPrefix())
        } else if first == 0x0A || first == 0x0D {
            position += first == 0x0D && byte(position + 1) == 0x0A ? 2 : 1
            append(.newline, from: start)
            atLineStart = true
        } else {
            lexOperator(first)
        }
    }

    @inline(__always) private mutating func lexNameOrString() {
        let start = position
        var end = start
        var seen: UInt8 = 0
        while end < count {
            let byte = base[end]
            guard classes[Int(byte)] & CharacterClass.nameContinue != 0 else { break }
            seen |= byte
            end += 1
        }
        position = end
        let length = end - start
        if length <= 2, byte(end) == UInt8(ascii: "\"") || byte(end) == UInt8(ascii: "'"),
            let prefix = StringPrefix(base + start, length)
        {
            return lexString(start: start, prefix: prefix)
        }
        if seen & 0x80 != 0, let offset = firstInvalidIdentifierScalar(start..<end) {
            return fail("invalid character in a name", at: offset)
        }
        let isWord = length <= 8 && seen & 0x80 == 0
        append(isWord ? keywords.kind(ByteScan.word(base, at: start, length: length, end: count)) : .name, from: start)
    }
}

/// The lexer's result.
struct LexedText: ~Copyable {
    let tokens: Arena<Token>
    let error: SyntaxError?
}
