/// Where lines start. A line ends with LF, CR LF or CR, as Python reads them.
public struct LineTable: Sendable {
    /// Byte offsets, ascending; the first is 0.
    public let starts: [Int]
    private let bytes: [UInt8]
    /// What is before each block, so that a column far out on a line is not counted from its start.
    private let counts: [Counts]

    private struct Counts {
        /// UTF-8 continuation bytes.
        var continuations = 0
        /// Scalars that are two code units in UTF-16.
        var pairs = 0

        mutating func add(_ bytes: ArraySlice<UInt8>) {
            for byte in bytes {
                if byte & 0xC0 == 0x80 { continuations += 1 } else if byte >= 0xF0 { pairs += 1 }
            }
        }
    }

    private static let blockSize = 1 << 10

    public init(_ text: SourceText) { self.init(of: text.bytes) }

    /// The lines of bytes that may not be valid text, to locate the first invalid byte.
    public init(of bytes: [UInt8]) {
        self.bytes = bytes
        counts = Self.counts(bytes)
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
    public func position(of offset: Int) -> SourcePosition { point(at: offset).position }

    /// A place in all units.
    public func point(at offset: Int) -> TextPoint {
        let line = lineIndex(of: offset)
        var start = starts[line]
        if line == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = min(3, offset) }
        let end = max(start, offset)
        let (before, after) = (counts(before: start), counts(before: end))
        let characters = end - start - (after.continuations - before.continuations)
        return TextPoint(
            offset: offset, position: SourcePosition(line: line + 1, column: characters + 1),
            utf8Column: end - start + 1, utf16Column: characters + (after.pairs - before.pairs) + 1)
    }

    public func span(of range: Range<Int>) -> TextSpan {
        TextSpan(start: point(at: range.lowerBound), end: point(at: range.upperBound))
    }

    private static func counts(_ bytes: [UInt8]) -> [Counts] {
        var counts = [Counts()]
        var start = 0
        while start + blockSize <= bytes.count {
            var next = counts[counts.count - 1]
            next.add(bytes[start..<start + blockSize])
            counts.append(next)
            start += blockSize
        }
        return counts
    }

    private func counts(before offset: Int) -> Counts {
        let block = min(offset / Self.blockSize, counts.count - 1)
        var counts = counts[block]
        counts.add(bytes[block * Self.blockSize..<offset])
        return counts
    }

    /// The bytes of a line, including its line ending.
    public func range(ofLine index: Int) -> Range<Int> {
        starts[index]..<(index + 1 < starts.count ? starts[index + 1] : bytes.count)
    }
}
