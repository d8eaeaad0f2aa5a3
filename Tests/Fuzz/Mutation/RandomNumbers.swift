/// SplitMix64: small, fast, and the same on every platform, so that a seed and a number identify an input.
struct RandomNumbers: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64, number: UInt64) {
        state = seed &* 0x9E37_79B9_7F4A_7C15 ^ number &* 0xD1B5_4A32_D192_ED03
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// From 0 to `count` - 1; 0 if there is nothing to choose from.
    mutating func index(_ count: Int) -> Int { count > 0 ? Int(next() % UInt64(count)) : 0 }

    mutating func isOne(in count: Int) -> Bool { index(count) == 0 }

    mutating func choice<Element>(of elements: [Element]) -> Element? {
        elements.isEmpty ? nil : elements[index(elements.count)]
    }
}
