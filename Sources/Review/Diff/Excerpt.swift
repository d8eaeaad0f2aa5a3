import FileSystem
import Rewriting

extension Proposals {
    /// Some lines of a file around one of them, with their numbers; none if the file cannot be read, or has become shorter.
    public func excerpt(of path: Path, around line: Int, context: Int = 3) -> [(number: Int, text: String)] {
        guard let bytes = run.bytes(of: path) else { return [] }
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let shown = max(1, line - context)...max(1, line + context)
        return shown.filter { lines.indices.contains($0 - 1) }.map { number in
            let text = lines[number - 1].filter { $0 != UInt8(ascii: "\r") }
            return (number, String(decoding: text, as: UTF8.self).replacing("\t", with: "    "))
        }
    }
}
