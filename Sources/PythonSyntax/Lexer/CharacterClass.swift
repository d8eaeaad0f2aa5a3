/// Classes of ASCII bytes, one table look-up each.
enum CharacterClass {
    static let nameStart: UInt8 = 1
    static let digit: UInt8 = 2
    static let nameContinue: UInt8 = 4
    static let hexDigit: UInt8 = 8

    /// Indexed by byte. Bytes of 0x80 and above belong to names until a closer look at their scalars.
    static let table: [UInt8] = (0...255).map { (byte: Int) -> UInt8 in
        switch UInt8(byte) {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit | nameContinue | hexDigit
        case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
            nameStart | nameContinue | hexDigit
        case UInt8(ascii: "g")...UInt8(ascii: "z"), UInt8(ascii: "G")...UInt8(ascii: "Z"), UInt8(ascii: "_"):
            nameStart | nameContinue
        case 0x80...0xFF: nameStart | nameContinue
        default: 0
        }
    }
}
