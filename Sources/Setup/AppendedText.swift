/// Adds lines at the end of a file, and changes no byte of it.
enum AppendedText {
    /// - Parameters:
    ///   - lines: without line endings; they get those of the file.
    ///   - isApart: whether a blank line comes before them.
    static func bytes(_ lines: [String], to text: [UInt8], isApart: Bool) -> [UInt8] {
        let lineFeed = UInt8(ascii: "\n")
        let usesCRLF = text.firstIndex(of: lineFeed).map { $0 > 0 && text[$0 - 1] == UInt8(ascii: "\r") } ?? false
        let ending: [UInt8] = usesCRLF ? [UInt8(ascii: "\r"), lineFeed] : [lineFeed]
        var result = text
        let isEmpty = text.isEmpty || text == [0xEF, 0xBB, 0xBF]
        if !isEmpty {
            if text.last != lineFeed { result += ending }
            if isApart, !text.suffix(2 * ending.count).elementsEqual(ending + ending) { result += ending }
        }
        return result + lines.flatMap { Array($0.utf8) + ending }
    }
}
