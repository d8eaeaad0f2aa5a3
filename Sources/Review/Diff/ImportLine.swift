/// Blank lines and imports: whether a fix adds one depends on the rest of the file.
enum ImportLine {
    static func matches(_ line: ArraySlice<UInt8>) -> Bool {
        let words = line.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        guard let first = words.first else { return true }
        if first.elementsEqual("import".utf8) { return true }
        return first.elementsEqual("from".utf8) && words.contains { $0.elementsEqual("import".utf8) }
    }
}
