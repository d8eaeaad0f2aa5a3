import Glibc

/// One text that is searched for in many others: by its rarest byte, for which the C library looks at many bytes at once.
public struct ByteSearch: Sendable {
    private let sought: [UInt8]
    /// The offset of the rarest byte.
    private let anchor: Int

    public init(_ text: String) {
        let sought = Array(text.utf8)
        self.sought = sought
        anchor = sought.indices.min { ByteFrequency.of(sought[$0]) < ByteFrequency.of(sought[$1]) } ?? 0
    }

    /// True if the text occurs anywhere and `isMeant` agrees with some occurrence, given its range. Nothing occurs everywhere.
    public func occurs(in text: [UInt8], where isMeant: (Range<Int>) -> Bool = { _ in true }) -> Bool {
        if sought.isEmpty { return true }
        return text.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return false }
            // Where the rarest byte of an occurrence may be.
            var place = anchor
            let end = bytes.count - (sought.count - 1 - anchor)
            while place < end, let found = memchr(base + place, Int32(sought[anchor]), end - place) {
                place = UnsafeRawPointer(found) - UnsafeRawPointer(base)
                let range = place - anchor..<place - anchor + sought.count
                if bytes[range].elementsEqual(sought), isMeant(range) { return true }
                place += 1
            }
            return false
        }
    }

    /// True if the text occurs as a name that is not part of a longer one.
    public func isMentioned(in text: [UInt8]) -> Bool {
        occurs(in: text) { range in
            let isInside = range.lowerBound > 0 && text[range.lowerBound - 1].isPartOfName
            return !isInside && !(range.upperBound < text.count && text[range.upperBound].isPartOfName)
        }
    }
}

extension UInt8 {
    /// A letter, a digit, an underscore, or a byte beyond ASCII, which is mostly a letter's.
    @inlinable public var isPartOfName: Bool {
        self >= 0x80 || self == UInt8(ascii: "_") || (self | 0x20) &- UInt8(ascii: "a") < 26
            || self &- UInt8(ascii: "0") < 10
    }
}
