import FileSystem

/// One line of a screen: text in pieces, each with a style.
public struct StyledLine: Hashable, Sendable, ExpressibleByStringInterpolation {
    public struct Piece: Hashable, Sendable {
        public let text: String
        public let style: Style
    }

    public private(set) var pieces: [Piece] = []
    /// In columns.
    public private(set) var width = 0

    public init() {}

    /// - Parameter text: from anywhere: what a terminal could take for a command is made visible.
    public init(_ text: String, _ style: Style = .plain) { append(text, style) }

    public init(stringLiteral value: String) { self.init(value) }

    public var text: String { pieces.map(\.text).joined() }

    public mutating func append(_ text: String, _ style: Style = .plain) {
        guard !text.isEmpty else { return }
        let safe = TerminalText.escaped(text).replacing("\t", with: " ")
        if let last = pieces.last, last.style == style {
            pieces[pieces.count - 1] = Piece(text: last.text + safe, style: style)
        } else {
            pieces.append(Piece(text: safe, style: style))
        }
        width += DisplayWidth.columns(of: safe)
    }

    public mutating func append(_ line: StyledLine) {
        for piece in line.pieces { append(piece.text, piece.style) }
    }

    /// The line with other text after it.
    public static func + (line: StyledLine, other: StyledLine) -> StyledLine {
        var sum = line
        sum.append(other)
        return sum
    }

    /// The same text in another style.
    public func styled(_ change: (Style) -> Style) -> StyledLine {
        var result = StyledLine()
        for piece in pieces { result.append(piece.text, change(piece.style)) }
        return result
    }

    // MARK: Width

    /// At most so many columns; `…` shows that something was cut off.
    public func cut(to columns: Int) -> StyledLine {
        guard width > columns else { return self }
        guard columns > 0 else { return StyledLine() }
        var result = parts(columns - 1, isNeverEmpty: false).head
        result.append("…", pieces.last?.style ?? .plain)
        return result
    }

    /// Cut or filled with spaces.
    public func padded(to columns: Int) -> StyledLine {
        var result = cut(to: columns)
        result.append(String(repeating: " ", count: max(0, columns - result.width)))
        return result
    }

    /// The line, and other text at the right end; where both do not fit, the line is cut.
    public func with(_ right: StyledLine, at columns: Int) -> StyledLine {
        let right = right.cut(to: columns)
        return padded(to: columns - right.width) + right
    }

    /// Lines of at most so many columns; at least one.
    public func wrapped(to columns: Int) -> [StyledLine] {
        var (lines, rest): ([StyledLine], StyledLine) = ([], self)
        while rest.width > columns, columns > 1 {
            let (head, tail) = rest.parts(columns, isNeverEmpty: true)
            lines.append(head)
            rest = tail
        }
        return lines + [rest]
    }

    /// Lines of at most so many columns, broken at spaces where there are any.
    public static func words(_ text: String, _ style: Style = .plain, columns: Int) -> [StyledLine] {
        var lines: [StyledLine] = []
        var line = ""
        for word in text.split(separator: " ") {
            let longer = line.isEmpty ? String(word) : line + " " + word
            if !line.isEmpty, DisplayWidth.columns(of: TerminalText.escaped(longer)) > columns {
                lines += StyledLine(line, style).wrapped(to: columns)
                line = String(word)
            } else {
                line = longer
            }
        }
        return lines + StyledLine(line, style).wrapped(to: columns)
    }

    private func parts(_ columns: Int, isNeverEmpty: Bool) -> (head: StyledLine, tail: StyledLine) {
        var (head, tail) = (StyledLine(), StyledLine())
        for piece in pieces {
            guard tail.pieces.isEmpty else {
                tail.append(piece.text, piece.style)
                continue
            }
            let first = DisplayWidth.prefix(of: piece.text, columns: columns - head.width).text
            head.append(String(first), piece.style)
            tail.append(String(piece.text[first.endIndex...]), piece.style)
        }
        // A character that is wider than the line: without it there would be no end.
        if isNeverEmpty, head.pieces.isEmpty, let piece = tail.pieces.first, let character = piece.text.first {
            head.append(String(character), piece.style)
            var rest = StyledLine()
            rest.append(String(piece.text.dropFirst()), piece.style)
            for other in tail.pieces.dropFirst() { rest.append(other.text, other.style) }
            tail = rest
        }
        return (head, tail)
    }

    // MARK: Output

    /// For a terminal: each piece with its codes before it and a reset after it.
    public func encoded(hasColor: Bool) -> String {
        pieces.map { piece in
            let codes = piece.style.codes(hasColor: hasColor)
            return codes.isEmpty ? piece.text : "\u{1B}[\(codes)m\(piece.text)\u{1B}[0m"
        }.joined()
    }
}
