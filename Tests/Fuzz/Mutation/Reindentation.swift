/// Re-indents lines as text: the contents of strings move too, which does not matter to a fuzzer.
enum Reindentation {
    /// The white space at the start of the line that contains an offset.
    static func indentation(at offset: Int, in bytes: [UInt8]) -> ArraySlice<UInt8> {
        var start = min(offset, bytes.count)
        while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
        return bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 }
    }

    /// A piece of a text in which the indentation `old` of its later lines is replaced by `new`.
    static func moved(_ piece: ArraySlice<UInt8>, from old: ArraySlice<UInt8>, to new: ArraySlice<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        for (number, line) in piece.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            guard number > 0 else {
                result += line
                continue
            }
            result.append(0x0A)
            result += line.isEmpty ? [] : new
            result += line.starts(with: old) ? line.dropFirst(old.count) : line
        }
        return result
    }
}
