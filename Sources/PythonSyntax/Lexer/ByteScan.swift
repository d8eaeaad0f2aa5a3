/// Skips bytes that need no closer look, eight per step.
enum ByteScan {
    @inline(__always) private static func repeated(_ byte: UInt8) -> UInt64 { UInt64(byte) &* 0x0101_0101_0101_0101 }

    /// Sets the high bit of the lowest zero byte; the bytes above it may be wrong.
    @inline(__always) private static func zeroes(_ word: UInt64) -> UInt64 {
        (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
    }

    @inline(__always) private static func load(_ base: UnsafePointer<UInt8>, _ offset: Int) -> UInt64 {
        UInt64(littleEndian: UnsafeRawPointer(base).loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }

    /// The offset of the first LF, CR or NUL at or after a start, or the end.
    @inline(__always) static func lineEnd(_ base: UnsafePointer<UInt8>, from start: Int, to end: Int) -> Int {
        var position = start
        while position + 8 <= end {
            let word = load(base, position)
            let found = zeroes(word ^ repeated(0x0A)) | zeroes(word ^ repeated(0x0D)) | zeroes(word)
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < end, base[position] != 0x0A, base[position] != 0x0D, base[position] != 0 { position += 1 }
        return position
    }

    /// The offset of the first quote of the kind given, backslash or NUL at or after a start, or the end.
    @inline(__always) static func quote(
        _ quote: UInt8, _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
    ) -> Int {
        let quotes = repeated(quote)
        var position = start
        while position + 8 <= end {
            let word = load(base, position)
            let found = zeroes(word ^ quotes) | zeroes(word ^ repeated(UInt8(ascii: "\\"))) | zeroes(word)
            if found != 0 { return position + found.trailingZeroBitCount / 8 }
            position += 8
        }
        while position < end, base[position] != quote, base[position] != UInt8(ascii: "\\"), base[position] != 0 {
            position += 1
        }
        return position
    }

    /// The bytes of a name of at most eight as a little-endian number.
    @inline(__always) static func word(_ base: UnsafePointer<UInt8>, at offset: Int, length: Int, end: Int) -> UInt64 {
        if offset + 8 <= end { return load(base, offset) & (UInt64.max >> UInt64(64 - 8 * length)) }
        var word: UInt64 = 0
        for index in (0..<length).reversed() { word = word << 8 | UInt64(base[offset + index]) }
        return word
    }
}
