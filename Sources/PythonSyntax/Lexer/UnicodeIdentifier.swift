/// Identifiers beyond ASCII, by PEP 3131: XID_Start, then XID_Continue.
extension Lexer {
    /// The offset of the first scalar that a name cannot have, or nil.
    func firstInvalidIdentifierScalar(_ range: Range<Int>) -> Int? {
        let bytes = UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
        var offset = range.lowerBound
        var isFirst = true
        for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
            let properties = scalar.properties
            let fits = isFirst ? properties.isXIDStart || scalar == "_" : properties.isXIDContinue
            if !fits { return offset }
            isFirst = false
            offset += UTF8.width(scalar)
        }
        return nil
    }
}
