/// Classes of bytes, one table lookup each.
enum CharacterClass {
    static let nameStart: UInt8 = 1
    static let digit: UInt8 = 2
    static let nameContinue: UInt8 = 4
    static let hexDigit: UInt8 = 8

    /// Indexed by byte, 256 long. Bytes of 0x80 and above belong to names until a closer look at their scalars.
    nonisolated(unsafe) static let table: UnsafePointer<UInt8> = {
        let table = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
        for byte in 0...255 { (table + byte).initialize(to: classes(of: UInt8(byte))) }
        return UnsafePointer(table)
    }()

    private static func classes(of byte: UInt8) -> UInt8 {
        switch byte {
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
