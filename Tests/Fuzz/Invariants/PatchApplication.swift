import FileSystem
import Git

/// Applies a unified diff as `git apply` would, to check that it describes the change.
enum PatchApplication {
    static func check(_ before: [UInt8], _ after: [UInt8], path: Path) throws(Violation) {
        let patch: [UInt8]
        do {
            patch = try UnifiedDiff.patch(old: before, new: after, path: path)
        } catch {
            throw Violation("no diff of '\(path)': \(error.message)")
        }
        try require(try apply(patch, to: before) == after, "the patch does not make the fixed text")
    }

    private struct Line {
        let mark: UInt8
        var text: ArraySlice<UInt8>
    }

    private static func apply(_ patch: [UInt8], to before: [UInt8]) throws(Violation) -> [UInt8] {
        let old = lines(before)
        var position = 0
        var result: [UInt8] = []
        for line in try hunkLines(patch) {
            switch line.mark {
            case UInt8(ascii: "+"): result += line.text
            case UInt8(ascii: "@"):
                let start = try firstLine(ofHunk: line.text)
                try require(position <= start && start <= old.count, "a hunk at line \(start + 1), out of order")
                for kept in old[position..<start] { result += kept }
                position = start
            default:
                try require(position < old.count && old[position] == line.text, "a hunk that does not fit")
                if line.mark == UInt8(ascii: " ") { result += line.text }
                position += 1
            }
        }
        for kept in old[position...] { result += kept }
        return result
    }

    /// The lines from the first hunk on; `\ No newline at end of file` is applied to the line before it.
    private static func hunkLines(_ patch: [UInt8]) throws(Violation) -> [Line] {
        var found: [Line] = []
        for line in lines(patch) {
            guard let mark = line.first, mark == UInt8(ascii: "@") || !found.isEmpty else { continue }
            try require(line.last == 0x0A, "the patch ends within a line")
            if mark == UInt8(ascii: "\\") {
                let last = found.count - 1
                found[last].text = found[last].text.dropLast()
            } else {
                found.append(Line(mark: mark, text: line.dropFirst()))
            }
        }
        return found
    }

    /// The index of the first old line in `@@ -12,3 +12,4 @@`.
    private static func firstLine(ofHunk header: ArraySlice<UInt8>) throws(Violation) -> Int {
        let numbers = header.drop { $0 != UInt8(ascii: "-") }.dropFirst()
        let start = numbers.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        guard let number = Int(String(decoding: start, as: UTF8.self)) else {
            throw Violation("a hunk without a place")
        }
        return max(0, number - 1)
    }

    private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = 0
        for (index, byte) in bytes.enumerated() where byte == 0x0A {
            lines.append(bytes[start...index])
            start = index + 1
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        return lines
    }
}
