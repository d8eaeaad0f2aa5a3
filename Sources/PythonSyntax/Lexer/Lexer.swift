import SourceText

/// Splits a text into tokens, as CPython's tokenizer does, in one pass and without allocation per token.
///
/// The first error ends the work: an `invalid` token stands there, and `error` tells why. The parser reports whichever
/// comes first, its own error or the lexer's.
struct Lexer {
    let base: UnsafePointer<UInt8>
    let count: Int
    let classes: UnsafePointer<UInt8>
    let allowsMetavariables: Bool

    var position: Int
    var tokens: [Token]
    var error: SyntaxError?
    /// Open brackets, outermost first: the byte that opened each and its place.
    var brackets: [OpenBracket] = []
    var indentation = Indentation()
    var fStrings: [FStringMode] = []
    private var atLineStart = true

    struct OpenBracket {
        let byte: UInt8
        let offset: Int
    }

    init(base: UnsafePointer<UInt8>, count: Int, start: Int, classes: UnsafePointer<UInt8>, allowsMetavariables: Bool) {
        self.base = base
        self.count = count
        self.classes = classes
        self.allowsMetavariables = allowsMetavariables
        position = start
        tokens = []
        tokens.reserveCapacity(count / 4 + 8)
    }

    /// The byte at an offset, 0 behind the end: a NUL is an error wherever it stands, so that no check is lost.
    @inline(__always) func byte(_ offset: Int) -> UInt8 {
        offset < count ? base[offset] : 0
    }

    mutating func run() {
        while error == nil {
            if let mode = fStrings.last, mode.isInText(bracketDepth: brackets.count) {
                lexFStringText()
                continue
            }
            if atLineStart, brackets.isEmpty {
                atLineStart = false
                guard beginLine() else { break }
            }
            skipSpace()
            guard error == nil else { break }
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

    mutating func fail(_ message: String, at offset: Int, kind: SyntaxError.Kind = .invalid) {
        if error == nil { error = SyntaxError(message, at: offset, kind: kind) }
        position = max(position, min(offset, count))
    }

    /// Everything that is read is a token or a gap; an unfinished logical line gets its newline at the end.
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
    private mutating func skipSpace() {
        while position < count {
            switch base[position] {
            case 0x20, 0x09, 0x0C: position += 1
            case UInt8(ascii: "#"):
                skipComment()
                if error != nil { return }
            case UInt8(ascii: "\\"):
                guard skipLineJoin() else { return }
            case 0x0A, 0x0D:
                guard !brackets.isEmpty else { return }
                position += 1
            default: return
            }
        }
    }

    mutating func skipComment() {
        while position < count {
            let byte = base[position]
            if byte == 0x0A || byte == 0x0D { return }
            if byte == 0 { return fail("a NUL byte", at: position) }
            position += 1
        }
    }

    /// A backslash and the line ending behind it. False, with an error set, where something else follows.
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
            fail("the file ends behind a line continuation character", at: start)
            return false
        }
        return true
    }

    private mutating func lexToken() {
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
            lexOperator()
        }
    }

    private mutating func lexNameOrString() {
        let start = position
        var seen: UInt8 = 0
        while position < count, classes[Int(base[position])] & CharacterClass.nameContinue != 0 {
            seen |= base[position]
            position += 1
        }
        let length = position - start
        if length <= 2, byte(position) == UInt8(ascii: "\"") || byte(position) == UInt8(ascii: "'"),
            let prefix = StringPrefix(base + start, length)
        {
            return lexString(start: start, prefix: prefix)
        }
        if seen & 0x80 != 0, let offset = firstInvalidIdentifierScalar(start..<position) {
            return fail("invalid character in a name", at: offset)
        }
        append(seen & 0x80 != 0 ? .name : Keywords.kind(base + start, length), from: start)
    }
}
