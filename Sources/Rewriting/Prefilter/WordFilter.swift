import SourceText

/// The words of a text, as a Bloom filter of about half a bit for each byte: three bits for each word, all in one block.
///
/// Words are runs of letters, digits, underscores and bytes beyond ASCII, in comments and strings, too.
struct WordFilter: Sendable {
    /// Their number is a power of two.
    private var blocks: [UInt64]
    private static let bytesPerBlock = 128

    init(_ text: [UInt8]) {
        var count = 1
        while count * Self.bytesPerBlock < text.count { count *= 2 }
        blocks = [UInt64](repeating: 0, count: count)
        let bytes = text.span
        var place = 0
        while place < bytes.count {
            guard bytes[place].isPartOfName else {
                place += 1
                continue
            }
            var sum: UInt64 = 0
            while place < bytes.count, bytes[place].isPartOfName {
                sum = Self.adding(bytes[place], to: sum)
                place += 1
            }
            let hash = Self.mixed(sum)
            blocks[block(of: hash)] |= Self.bits(of: hash)
        }
    }

    /// True if the text has the word with this hash, and for about one in a hundred words that it has not.
    func mayContain(_ hash: UInt64) -> Bool {
        let bits = Self.bits(of: hash)
        return blocks[block(of: hash)] & bits == bits
    }

    static func hash(of word: String) -> UInt64 { mixed(word.utf8.reduce(0) { adding($1, to: $0) }) }

    /// Quick for each byte; the multiplication waits until the end of the word.
    @inline(__always) private static func adding(_ byte: UInt8, to sum: UInt64) -> UInt64 {
        (sum &<< 7 | sum &>> 57) ^ UInt64(byte)
    }

    /// Its upper bits depend on all bytes of a word.
    @inline(__always) private static func mixed(_ sum: UInt64) -> UInt64 { sum &* 0x9E37_79B9_7F4A_7C15 }

    @inline(__always) private func block(of hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash &>> 40) & (blocks.count - 1)
    }

    @inline(__always) private static func bits(of hash: UInt64) -> UInt64 {
        1 << (hash &>> 58) | 1 << (hash &>> 52 & 63) | 1 << (hash &>> 46 & 63)
    }
}
