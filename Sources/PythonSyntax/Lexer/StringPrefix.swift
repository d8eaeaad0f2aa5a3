/// The letters before a string literal.
struct StringPrefix {
    var isRaw = false
    var isBytes = false
    /// `f` or `t`: the literal holds replacement fields (PEP 498, 701, 750).
    var isFormatted = false
    var isTemplate = false

    init() {}

    /// Nil if the letters are not a prefix.
    init?(_ text: UnsafePointer<UInt8>, _ length: Int) {
        for index in 0..<length {
            switch text[index] | 0x20 {
            case UInt8(ascii: "r") where !isRaw: isRaw = true
            case UInt8(ascii: "b") where !isBytes && !isFormatted: isBytes = true
            case UInt8(ascii: "f") where !isFormatted && !isBytes: isFormatted = true
            case UInt8(ascii: "t") where !isFormatted && !isBytes:
                isFormatted = true
                isTemplate = true
            case UInt8(ascii: "u") where length == 1: break
            default: return nil
            }
        }
    }
}
