/// Where lines start. A line ends with LF, CR LF or CR, as Python reads them.
public struct LineTable: Sendable {
    /// Byte offsets, ascending; the first is 0.
    public let starts: [Int]
    private let bytes: [UInt8]
    /// The number of UTF-8 continuation bytes before each block, so that a column far out on a line is not counted
    /// from its start.
    private let continuations: [Int]

    private static let blockSize = 1 << 10

    public init(_ text: SourceText) { self.init(of: text.bytes) }

    /// The lines of bytes that may not be valid text, to locate the first invalid byte.
    public init(of bytes: [UInt8]) {
        self.bytes = bytes
        continuations = Self.continuations(bytes)
        var starts = [0]
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            if byte == 0x0A {
                starts.append(index)
            } else if byte == 0x0D {
                if index < bytes.count, bytes[index] == 0x0A { index += 1 }
                starts.append(index)
            }
        }
        self.starts = starts
    }

    /// The index of the line that holds an offset, from 0.
    public func lineIndex(of offset: Int) -> Int {
        max(0, starts.partitionPoint { $0 > offset } - 1)
    }

    /// The number of lines that end inside a range.
    public func breaks(in range: Range<Int>) -> Int {
        lineIndex(of: range.upperBound) - lineIndex(of: range.lowerBound)
    }

    /// Line and column as people and compilers count them, from 1.
    public func position(of offset: Int) -> SourcePosition {
        let line = lineIndex(of: offset)
        var start = starts[line]
        if line == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
        let end = max(start, offset)
        let column = end - start - (continuations(before: end) - continuations(before: start)) + 1
        return SourcePosition(line: line + 1, column: column)
    }

    private static func continuations(_ bytes: [UInt8]) -> [Int] {
        var counts = [0]
        var start = 0
        while start + blockSize <= bytes.count {
            counts.append(counts[counts.count - 1] + count(bytes[start..<start + blockSize]))
            start += blockSize
        }
        return counts
    }

    private func continuations(before offset: Int) -> Int {
        let block = min(offset / Self.blockSize, continuations.count - 1)
        return continuations[block] + Self.count(bytes[block * Self.blockSize..<offset])
    }

    private static func count(_ bytes: ArraySlice<UInt8>) -> Int {
        bytes.reduce(0) { $1 & 0xC0 == 0x80 ? $0 + 1 : $0 }
    }

    /// The bytes of a line, including its line ending.
    public func range(ofLine index: Int) -> Range<Int> {
        starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
    }
}
