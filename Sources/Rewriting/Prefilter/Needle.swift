import SourceText

/// A string that is searched for in a file's bytes.
public struct Needle: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The context in which an occurrence counts.
    enum Place: Sendable {
        case anywhere
        /// A whole name followed by `(`, with spaces and joined lines allowed in between, as in Python.
        case call
        /// The same, unless the call is the whole of a `with` statement's first item.
        case callOutsideOfWith
        /// After a quote on the same line, or on one joined to it by a backslash: excludes most comments and names.
        case literal
    }

    /// At least `minimumLength` bytes.
    let bytes: [UInt8]
    let place: Place

    /// Shorter ones would occur everywhere and slow down the search for all others.
    static let minimumLength = 4

    private init(_ text: String, _ place: Place) {
        bytes = Array(text.utf8)
        self.place = place
        precondition(bytes.count >= Self.minimumLength, "the needle '\(text)' is too short")
    }

    /// The text anywhere, including inside a name.
    public init(stringLiteral text: String) { self.init(text, .anywhere) }

    /// A call of a function or method with this name.
    public static func call(_ name: String) -> Needle { Needle(name, .call) }

    /// The text in a string literal, on the literal's first line or one joined to it by a backslash.
    public static func literal(_ text: String) -> Needle { Needle(text, .literal) }

    /// The same as `call`, but without calls that are context managers already: `with zipfile.ZipFile(path) as
    /// archive`.
    public static func callOutsideOfWith(_ name: String) -> Needle { Needle(name, .callOutsideOfWith) }
}

extension Needle {
    /// True if the needle occurs at a position of a text, and the occurrence counts.
    func matches(_ text: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        let end = start + bytes.count
        guard end <= text.count, text[start..<end].elementsEqual(bytes) else { return false }
        switch place {
        case .anywhere: return true
        case .call: return Self.isCall(text, start, end)
        case .callOutsideOfWith: return Self.isCall(text, start, end) && !Self.isManaged(text, start, end)
        case .literal: return Self.isBehindQuote(text, start)
        }
    }

    /// The number of bytes before or after an occurrence that are examined, so that very long lines take no extra
    /// time. If they do not decide, the occurrence counts.
    static let farthest = 1_000

    private static func isBehindQuote(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Bool {
        var place = start - 1
        while place >= 0 {
            if start - place > farthest { return true }
            switch text[place] {
            case UInt8(ascii: "\""), UInt8(ascii: "'"): return true
            case 0x0A, 0x0D:
                // CR and LF may end the line together; a backslash before them joins it to the next.
                if place > 0, text[place] == 0x0A, text[place - 1] == 0x0D { place -= 1 }
                guard place > 0, text[place - 1] == UInt8(ascii: "\\") else { return false }
            default: break
            }
            place -= 1
        }
        return false
    }

    private static func isCall(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        if start > 0, text[start - 1].isPartOfName { return false }
        var next = end
        while next < text.count, isGap(text[next]) { next += 1 }
        return next < text.count && text[next] == UInt8(ascii: "(")
    }

    /// Spaces, line ends and backslashes: what may precede a bracket, other than comments.
    private static func isGap(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x20, 0x09, 0x0A, 0x0C, 0x0D, UInt8(ascii: "\\"): true
        default: false
        }
    }

    /// `with`, optional names and dots, the call, and on the same line `) as`, with nothing else applied to the
    /// call's result.
    private static func isManaged(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Bool {
        var first = start
        while first > 0, start - first < farthest,
            text[first - 1].isPartOfName || text[first - 1] == UInt8(ascii: ".")
        {
            first -= 1
        }
        let with = Array("with ".utf8)
        guard first >= with.count, text[(first - with.count)..<first].elementsEqual(with) else { return false }
        var lineEnd = end
        while lineEnd < text.count, text[lineEnd] != 0x0A, text[lineEnd] != 0x0D {
            if lineEnd - end > farthest { return false }
            lineEnd += 1
        }
        let rest = UnsafeBufferPointer(rebasing: text[end..<lineEnd])
        return contains(rest, ") as ") && !contains(rest, ").") && !contains(rest, ";")
    }

    private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
        let length = word.utf8CodeUnitCount
        guard text.count >= length else { return false }
        let bytes = UnsafeBufferPointer(start: word.utf8Start, count: length)
        return (0...text.count - length).contains { text[$0..<$0 + length].elementsEqual(bytes) }
    }
}
