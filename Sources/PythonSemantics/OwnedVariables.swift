/// The variables of one scope by name. Most scopes have few and are searched linearly, the others use a hash table.
struct OwnedVariables: Sendable {
    private var entries: [(name: NameID, variable: Int32)] = []
    /// Open addressing: indices in `entries`, or -1. Empty while there are few entries, else a power of two in size.
    private var slots: [Int32] = []

    private static let searchedInARow = 8

    /// Variables in the order in which they were added.
    var variables: [Int] { entries.map { Int($0.variable) } }

    subscript(name: NameID) -> Int? {
        if slots.isEmpty {
            for entry in entries where entry.name == name { return Int(entry.variable) }
            return nil
        }
        let place = slots[slot(of: name)]
        return place < 0 ? nil : Int(entries[Int(place)].variable)
    }

    /// Adds a name that is not in the table yet.
    mutating func append(_ name: NameID, _ variable: Int) {
        entries.append((name, Int32(variable)))
        if !slots.isEmpty { slots[slot(of: name)] = Int32(entries.count - 1) }
        if entries.count > max(Self.searchedInARow, slots.count / 2) { grow() }
    }

    /// The slot that holds a name, or the free slot for it.
    private func slot(of name: NameID) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: (UInt64(name) &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
        while slots[slot] >= 0, entries[Int(slots[slot])].name != name { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func grow() {
        slots = [Int32](repeating: -1, count: max(32, slots.count * 2))
        for place in entries.indices { slots[slot(of: entries[place].name)] = Int32(place) }
    }
}
