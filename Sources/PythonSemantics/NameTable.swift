/// The distinct names of a file, numbered from 0. Looking up a known name takes one probe and makes no string.
struct NameTable: Sendable {
    /// The bytes of all names, one after another, and the end of each.
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// Open addressing: numbers of names, or -1. The count is a power of two, at least twice that of the names.
    private var slots = [Int32](repeating: -1, count: 256)

    var count: Int { ends.count }

    func text(_ name: NameID) -> String {
        String(decoding: bytes[range(Int(name))], as: UTF8.self)
    }

    /// The number of a name; a new one at its first occurrence.
    mutating func insert(_ name: Span<UInt8>) -> NameID {
        let slot = slot(for: name)
        guard slots[slot] < 0 else { return NameID(slots[slot]) }
        let new = Int32(ends.count)
        for index in name.indices { bytes.append(name[index]) }
        ends.append(bytes.count)
        slots[slot] = new
        if ends.count * 2 > slots.count { grow() }
        return NameID(new)
    }

    func find(_ name: String) -> NameID? {
        let bytes = Array(name.utf8)
        let number = slots[slot(for: bytes.span)]
        return number < 0 ? nil : NameID(number)
    }

    private func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : ends[number - 1])..<ends[number] }

    /// The slot that holds the name, or the free slot for it.
    private func slot(for name: Span<UInt8>) -> Int {
        let mask = slots.count - 1
        var slot = Self.hash(name) & mask
        while slots[slot] >= 0, !isName(Int(slots[slot]), name) { slot = (slot + 1) & mask }
        return slot
    }

    private func isName(_ number: Int, _ name: Span<UInt8>) -> Bool {
        let range = range(number)
        guard range.count == name.count else { return false }
        for index in name.indices where bytes[range.lowerBound + index] != name[index] { return false }
        return true
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: slots.count * 2)
        let bytes = bytes
        for number in ends.indices { slots[slot(for: bytes.span.extracting(range(number)))] = Int32(number) }
    }

    /// FNV-1a, with its upper half folded in because the lower bits choose the slot.
    private static func hash(_ name: Span<UInt8>) -> Int {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for index in name.indices { hash = (hash ^ UInt64(name[index])) &* 0x100_0000_01B3 }
        return Int(truncatingIfNeeded: hash ^ (hash >> 32))
    }
}

/// A name's number in a file's `NameTable`.
typealias NameID = UInt32
