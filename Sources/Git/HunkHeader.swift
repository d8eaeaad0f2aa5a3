/// The line that begins a hunk of a unified diff: `@@ -8,13 +8,12 @@ def write_report():`.
struct HunkHeader {
    /// The lines of the old text that the hunk shows, context included; the first line is 0.
    let oldLines: Range<Int>
    /// The line up to its second `@@`.
    private let numbers: ArraySlice<UInt8>

    private static let mark = Array("@@".utf8)

    /// Nil if the line of a patch is not a header. Lines of the file begin with another character.
    init?(_ line: ArraySlice<UInt8>) {
        guard line.starts(with: Self.mark + Array(" -".utf8)) else { return nil }
        let numbers = line.dropFirst(4).prefix { $0 != UInt8(ascii: " ") }.split(separator: UInt8(ascii: ","))
            .compactMap { Int(String(decoding: $0, as: UTF8.self)) }
        guard let first = numbers.first, let plus = line.firstIndex(of: UInt8(ascii: "+")) else { return nil }
        let count = numbers.count > 1 ? numbers[1] : 1
        // Without lines, the number is that of the line before.
        let start = count == 0 ? first : first - 1
        oldLines = start..<start + count
        guard let space = line[plus...].firstIndex(of: UInt8(ascii: " ")),
            line[(space + 1)...].starts(with: Self.mark)
        else { return nil }
        self.numbers = line[..<(space + 3)]
    }

    /// The same hunk with another text after the numbers, which must be one line.
    func headed(_ heading: String) -> [UInt8] { numbers + Array(" \(heading)".utf8) }
}
