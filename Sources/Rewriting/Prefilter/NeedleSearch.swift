import SourceText

/// Searches for many needles at once: one pass over every second byte, whatever their number.
///
/// Each needle is identified by four consecutive bytes and the two triples of bytes in them. One of the triples
/// begins at an odd offset wherever the needle occurs, so sampling the text's triples at odd offsets finds all
/// needles. Triples are looked up by hash in a table that fits into the L1 cache, without one lookup depending on
/// another. The rarest four bytes are chosen, so that hardly any place needs a closer look.
public struct NeedleSearch: Sendable {
    /// The numbers of needles, one bit each.
    typealias Found = [UInt64]

    let needles: [Needle]
    /// By a triple's hash: 1 if some needle has such a triple, else 0.
    private let isKnown: [UInt8]
    /// By the lower bits of the hash: the start of the candidates, with one more entry for their end.
    private let firstCandidate: [UInt16]
    private let candidates: [Candidate]

    private struct Candidate {
        /// Three bytes, the first one lowest.
        let triple: UInt32
        /// The triple's offset in the needle.
        let offset: Int
        let number: Int
    }

    public init(_ needles: [Needle]) {
        self.needles = needles
        let candidates = needles.indices.flatMap { Self.candidates(of: needles[$0], number: $0) }
            .sorted { (Self.slot(of: $0.triple), $0.number) < (Self.slot(of: $1.triple), $1.number) }
        var isKnown = [UInt8](repeating: 0, count: 1 << Self.hashBits)
        var firstCandidate = [UInt16](repeating: 0, count: Self.slotCount + 1)
        for candidate in candidates {
            isKnown[Self.hash(candidate.triple)] = 1
            firstCandidate[Self.slot(of: candidate.triple) + 1] += 1
        }
        for slot in 1...Self.slotCount { firstCandidate[slot] += firstCandidate[slot - 1] }
        self.isKnown = isKnown
        self.firstCandidate = firstCandidate
        self.candidates = candidates
    }

    private static let hashBits: UInt32 = 14
    private static let slotCount = 1 << 8

    @inline(__always) private static func hash(_ triple: UInt32) -> Int {
        Int(truncatingIfNeeded: (triple &* 0x9E37_79B1) &>> (32 - hashBits))
    }

    @inline(__always) private static func slot(of triple: UInt32) -> Int { hash(triple) & (slotCount - 1) }

    /// The two triples of the four consecutive bytes that are rarest in Python.
    private static func candidates(of needle: Needle, number: Int) -> [Candidate] {
        let bytes = needle.bytes
        func frequency(_ offset: Int) -> Double {
            bytes[offset..<offset + 3].reduce(1) { $0 * ByteFrequency.of($1) }
        }
        func triple(_ offset: Int) -> UInt32 {
            UInt32(bytes[offset]) | UInt32(bytes[offset + 1]) << 8 | UInt32(bytes[offset + 2]) << 16
        }
        func cost(_ offset: Int) -> Double { frequency(offset) + frequency(offset + 1) }
        let rarest = (0...bytes.count - 4).min { cost($0) < cost($1) } ?? 0
        return [rarest, rarest + 1].map { Candidate(triple: triple($0), offset: $0, number: number) }
    }

    /// True if a range of a text contains any of the needles.
    public func containsAny(_ text: [UInt8], in range: Range<Int>) -> Bool {
        text.withUnsafeBufferPointer { text in
            var isFound = false
            search(UnsafeBufferPointer(rebasing: text[range])) { _, isThere in
                isFound = isThere()
                return !isFound
            }
            return isFound
        }
    }

    /// All needles that a text contains.
    func found(in text: [UInt8]) -> Found {
        var found = Found(repeating: 0, count: (needles.count + 63) / 64)
        text.withUnsafeBufferPointer { text in
            search(text) { number, isThere in
                let bit: UInt64 = 1 << UInt64(number % 64)
                if found[number / 64] & bit == 0, isThere() { found[number / 64] |= bit }
                return true
            }
        }
        return found
    }

    /// Returns whether to continue, given a needle's number and a closure that checks whether it really occurs.
    private typealias Take = (Int, () -> Bool) -> Bool

    /// Calls `take` wherever a needle may occur, until it returns false.
    @inline(__always) private func search(_ text: UnsafeBufferPointer<UInt8>, _ take: Take) {
        isKnown.withUnsafeBufferPointer { isKnown in
            guard let raw = UnsafeRawPointer(text.baseAddress), let isKnown = isKnown.baseAddress else { return }
            @inline(__always) func triple(_ place: Int) -> UInt32 {
                UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt32.self)) & 0x00FF_FFFF
            }
            // Four bytes are loaded to get three.
            let end = text.count &- 3
            var place = 1
            while place < end {
                // Eight bytes per step, until one of the four triples may belong to a needle.
                while place &+ 6 < end,
                    isKnown[Self.hash(triple(place))] | isKnown[Self.hash(triple(place &+ 2))]
                        | isKnown[Self.hash(triple(place &+ 4))] | isKnown[Self.hash(triple(place &+ 6))] == 0
                {
                    place &+= 8
                }
                let stop = min(place &+ 8, end)
                while place < stop {
                    let triple = triple(place)
                    if isKnown[Self.hash(triple)] != 0, !look(text, at: place, triple, take) { return }
                    place &+= 2
                }
            }
            // The last triple is not followed by a fourth byte.
            if end > 0, place == end {
                let last = UInt32(text[end]) | UInt32(text[end + 1]) << 8 | UInt32(text[end + 2]) << 16
                _ = look(text, at: end, last, take)
            }
        }
    }

    /// Checks the needles that have the triple at this offset.
    @inline(never) private func look(
        _ text: UnsafeBufferPointer<UInt8>, at place: Int, _ triple: UInt32, _ take: Take
    ) -> Bool {
        let slot = Self.slot(of: triple)
        for next in Int(firstCandidate[slot])..<Int(firstCandidate[slot + 1]) {
            let candidate = candidates[next]
            let start = place - candidate.offset
            guard candidate.triple == triple, start >= 0 else { continue }
            if !take(candidate.number, { needles[candidate.number].matches(text, at: start) }) { return false }
        }
        return true
    }
}
