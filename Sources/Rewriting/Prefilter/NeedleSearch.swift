/// Searches many needles at once: one pass over every second byte, whatever their number.
///
/// Each needle is known by two pairs of adjacent bytes, one of which lies at an odd place wherever the needle stands: a
/// sample of the text's pairs at odd places misses none. Pairs are looked up in a table that stays in the nearest cache,
/// each without waiting for the one before. The rarest pairs are chosen, so that few have to be looked at closely.
public struct NeedleSearch: Sendable {
    /// The numbers of needles, one bit each.
    typealias Found = [UInt64]

    let needles: [Needle]
    /// By pair of bytes, the first one in the lower half of its number: 1 where a needle has it, else 0. Text has few
    /// pairs: the part of the table that they need stays in the nearest cache.
    private let pairs: [UInt8]
    /// By a pair's hash: where its candidates begin. One more stands at the end.
    private let firstCandidate: [UInt16]
    private let candidates: [Candidate]

    private struct Candidate {
        let pair: UInt16
        /// How far into the needle the pair stands.
        let offset: Int
        /// The needle's first bytes, up to four: nearly all that is no match ends here.
        let head: UInt32
        let headMask: UInt32
        let number: Int
    }

    public init(_ needles: [Needle]) {
        self.needles = needles
        let candidates = needles.indices.flatMap { Self.candidates(of: needles[$0], number: $0) }
            .sorted { (Self.slot(of: $0.pair), $0.number) < (Self.slot(of: $1.pair), $1.number) }
        var pairs = [UInt8](repeating: 0, count: 1 << 16)
        var firstCandidate = [UInt16](repeating: 0, count: Self.slotCount + 1)
        for candidate in candidates {
            pairs[Int(candidate.pair)] = 1
            firstCandidate[Self.slot(of: candidate.pair) + 1] += 1
        }
        for slot in 1...Self.slotCount { firstCandidate[slot] += firstCandidate[slot - 1] }
        self.pairs = pairs
        self.firstCandidate = firstCandidate
        self.candidates = candidates
    }

    private static let slotCount = 1 << 10

    @inline(__always) private static func slot(of pair: UInt16) -> Int { Int((pair &* 0x9E37) >> 6) }

    /// The two pairs of the three bytes in a row that are rarest in Python.
    private static func candidates(of needle: Needle, number: Int) -> [Candidate] {
        let bytes = needle.bytes
        func cost(_ offset: Int) -> Double {
            ByteFrequency.of(bytes[offset]) * ByteFrequency.of(bytes[offset + 1])
                + ByteFrequency.of(bytes[offset + 1]) * ByteFrequency.of(bytes[offset + 2])
        }
        let rarest = (0...bytes.count - 3).min { cost($0) < cost($1) } ?? 0
        let head = bytes.prefix(4).reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        let headMask: UInt32 = bytes.count >= 4 ? .max : 0x00FF_FFFF
        return [rarest, rarest + 1].map { offset in
            Candidate(
                pair: UInt16(bytes[offset]) | UInt16(bytes[offset + 1]) << 8, offset: offset, head: head,
                headMask: headMask, number: number)
        }
    }

    /// True where a part of a text contains any of the needles.
    public func containsAny(_ text: [UInt8], in range: Range<Int>) -> Bool {
        text.withUnsafeBufferPointer { text in
            var isFound = false
            search(UnsafeBufferPointer(rebasing: text[range])) { _ in
                isFound = true
                return false
            }
            return isFound
        }
    }

    /// All needles that a text contains.
    func found(in text: [UInt8]) -> Found {
        var found = Found(repeating: 0, count: (needles.count + 63) / 64)
        text.withUnsafeBufferPointer { text in
            search(text) { number in
                found[number / 64] |= 1 << UInt64(number % 64)
                return true
            }
        }
        return found
    }

    /// Calls `take` with the number of each needle that is met, until it returns false.
    @inline(__always) private func search(_ text: UnsafeBufferPointer<UInt8>, _ take: (Int) -> Bool) {
        pairs.withUnsafeBufferPointer { pairs in
            guard let raw = UnsafeRawPointer(text.baseAddress), let pairs = pairs.baseAddress else { return }
            @inline(__always) func pair(_ place: Int) -> UInt16 {
                UInt16(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt16.self))
            }
            let end = text.count &- 1
            var place = 1
            while place < end {
                // Eight bytes at a step, until one of the four pairs is some needle's.
                while place &+ 6 < end,
                    pairs[Int(pair(place))] | pairs[Int(pair(place &+ 2))] | pairs[Int(pair(place &+ 4))]
                        | pairs[Int(pair(place &+ 6))] == 0
                {
                    place &+= 8
                }
                let stop = min(place &+ 8, end)
                while place < stop {
                    if pairs[Int(pair(place))] != 0, !look(text, at: place, pair(place), take) { return }
                    place &+= 2
                }
            }
        }
    }

    /// Whether needles stand at a pair that some have.
    @inline(never) private func look(
        _ text: UnsafeBufferPointer<UInt8>, at place: Int, _ pair: UInt16, _ take: (Int) -> Bool
    ) -> Bool {
        let slot = Self.slot(of: pair)
        for next in Int(firstCandidate[slot])..<Int(firstCandidate[slot + 1]) {
            let candidate = candidates[next]
            let start = place - candidate.offset
            if candidate.pair == pair, start >= 0, Self.mayBegin(candidate, text, at: start),
                needles[candidate.number].matches(text, at: start), !take(candidate.number)
            {
                return false
            }
        }
        return true
    }

    @inline(__always) private static func mayBegin(
        _ candidate: Candidate, _ text: UnsafeBufferPointer<UInt8>, at start: Int
    ) -> Bool {
        // Too near to the end for a look at four bytes.
        guard start + 4 <= text.count else { return true }
        let head = UnsafeRawBufferPointer(text).loadUnaligned(fromByteOffset: start, as: UInt32.self)
        return UInt32(littleEndian: head) & candidate.headMask == candidate.head
    }
}
