/// The lexer's state in an f-string or t-string (PEP 701, PEP 750): in its text, in a replacement field, or in the
/// format specification of one.
struct FStringMode {
    let quote: UInt8
    let isTripled: Bool
    let isRaw: Bool
    /// Offset of the prefix, for messages.
    let start: Int
    /// How many brackets were open when the string began.
    let bracketBase: Int
    /// Number of open replacement fields. Each is inside the format specification of the previous one, so the field
    /// at index `i` is open exactly while the bracket depth is at least `bracketBase + 1 + i`.
    private(set) var fieldDepth = 0
    private var specifications: UInt8 = 0

    /// CPython's MAXEXPRNESTING.
    static let maximumFieldDepth = 3
    /// CPython's MAXFSTRINGLEVEL: f-strings in fields of f-strings.
    static let maximumLevel = 150

    init(quote: UInt8, isTripled: Bool, isRaw: Bool, start: Int, bracketBase: Int) {
        self.quote = quote
        self.isTripled = isTripled
        self.isRaw = isRaw
        self.start = start
        self.bracketBase = bracketBase
    }

    var isInSpecification: Bool {
        fieldDepth > 0 && specifications & (1 << UInt8(fieldDepth)) != 0
    }

    func isInText(bracketDepth: Int) -> Bool {
        fieldDepth == 0 || isInSpecification && bracketDepth == bracketBase + fieldDepth
    }

    /// True directly in the field, where `:`, `!` and `}` belong to the field and not to the expression.
    func isAtFieldLevel(bracketDepth: Int) -> Bool {
        fieldDepth > 0 && !isInSpecification && bracketDepth == bracketBase + fieldDepth
    }

    mutating func openField() {
        fieldDepth += 1
        specifications &= ~(1 << UInt8(fieldDepth))
    }

    mutating func beginSpecification() {
        specifications |= 1 << UInt8(fieldDepth)
    }

    mutating func closeField() {
        specifications &= ~(1 << UInt8(fieldDepth))
        fieldDepth -= 1
    }
}
