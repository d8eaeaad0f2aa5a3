/// The keywords of Python 3.8 to 3.15, in a perfect hash table: one multiplication and one comparison per name.
struct Keywords {
    /// By hash: the word's bytes as a little-endian number (0 for an empty slot) and its kind.
    private let slots: UnsafePointer<Slot>
    private let multiplier: UInt64

    private struct Slot {
        var word: UInt64
        var kind: TokenKind
    }

    /// Made once and never freed.
    nonisolated(unsafe) static let shared = Keywords()

    /// The kind of a name of at most eight bytes.
    @inline(__always) func kind(_ word: UInt64) -> TokenKind {
        let slot = slots[Self.hash(word, multiplier)]
        return slot.word == word ? slot.kind : .name
    }

    private static let slotCount = 256

    @inline(__always) private static func hash(_ word: UInt64, _ multiplier: UInt64) -> Int {
        Int(truncatingIfNeeded: (word &* multiplier) >> 56)
    }

    private init() {
        let slots = UnsafeMutablePointer<Slot>.allocate(capacity: Self.slotCount)
        let words = Self.words.map { text, kind in
            Slot(word: text.utf8.reversed().reduce(0) { $0 << 8 | UInt64($1) }, kind: kind)
        }
        // Tries odd numbers until each word has its own slot; some thirty tries are enough.
        var multiplier: UInt64 = 0x9E37_79B9_7F4A_7C15
        while true {
            slots.initialize(repeating: Slot(word: 0, kind: .name), count: Self.slotCount)
            let fits = words.allSatisfy { word in
                let index = Self.hash(word.word, multiplier)
                defer { slots[index] = word }
                return slots[index].word == 0
            }
            if fits { break }
            multiplier = multiplier &* 0xD134_2543_DE82_EF95 &+ 2
        }
        self.slots = UnsafePointer(slots)
        self.multiplier = multiplier
    }

    private static let words: [(String, TokenKind)] = [
        ("False", .keywordFalse), ("None", .keywordNone), ("True", .keywordTrue), ("and", .keywordAnd),
        ("as", .keywordAs), ("assert", .keywordAssert), ("async", .keywordAsync), ("await", .keywordAwait),
        ("break", .keywordBreak), ("class", .keywordClass), ("continue", .keywordContinue), ("def", .keywordDef),
        ("del", .keywordDel), ("elif", .keywordElif), ("else", .keywordElse), ("except", .keywordExcept),
        ("finally", .keywordFinally), ("for", .keywordFor), ("from", .keywordFrom), ("global", .keywordGlobal),
        ("if", .keywordIf), ("import", .keywordImport), ("in", .keywordIn), ("is", .keywordIs),
        ("lambda", .keywordLambda), ("nonlocal", .keywordNonlocal), ("not", .keywordNot), ("or", .keywordOr),
        ("pass", .keywordPass), ("raise", .keywordRaise), ("return", .keywordReturn), ("try", .keywordTry),
        ("while", .keywordWhile), ("with", .keywordWith), ("yield", .keywordYield),
        ("match", .nameMatch), ("case", .nameCase), ("type", .nameType), ("lazy", .nameLazy), ("_", .nameUnderscore),
    ]
}
