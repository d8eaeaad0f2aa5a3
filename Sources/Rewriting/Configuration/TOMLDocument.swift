import TOMLKit

/// Reads TOML. The parser aborts at a header that does not start with a name, as in templates of projects (`[{{ name }}]`), so these are
/// looked for first.
enum TOMLDocument {
    /// What is wrong with a text, as a clause of a message.
    struct Failure: Error {
        let message: String
    }

    static func table(_ text: String) throws(Failure) -> TOMLTable {
        if let line = TOMLHeaders(text).lineWithoutName {
            throw Failure(message: "line \(line): a header starts with a name")
        }
        do {
            return try TOMLTable(string: text)
        } catch {
            throw Failure(message: "\(error)")
        }
    }
}

/// Finds the headers of a TOML text: what starts a line outside of values.
private struct TOMLHeaders {
    /// The first line with a header that does not start with a name; the first is 1.
    private(set) var lineWithoutName: Int?

    private let bytes: [UInt8]
    private var place = 0
    private var line = 1

    init(_ text: String) {
        bytes = Array(text.utf8)
        while place < bytes.count, lineWithoutName == nil {
            skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
            if current == UInt8(ascii: "[") { readHeader() } else { readValue() }
        }
    }

    private var current: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func skip(_ isSkipped: (UInt8) -> Bool) {
        while let byte = current, isSkipped(byte) { place += 1 }
    }

    private mutating func readHeader() {
        place += 1
        if current == UInt8(ascii: "[") { place += 1 }
        skip { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        if !(current.map(Self.startsName) ?? true) { lineWithoutName = line }
        skip { $0 != UInt8(ascii: "\n") }
        readLineFeed()
    }

    private static func startsName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "\""),
            UInt8(ascii: "'"):
            true
        default: false
        }
    }

    /// A key with its value, to the end of the last line of it.
    private mutating func readValue() {
        var depth = 0
        while let byte = current {
            switch byte {
            case UInt8(ascii: "#"): skip { $0 != UInt8(ascii: "\n") }
            case UInt8(ascii: "\""), UInt8(ascii: "'"): readString(byte)
            case UInt8(ascii: "\n"):
                readLineFeed()
                if depth <= 0 { return }
            default:
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth -= 1 }
                place += 1
            }
        }
    }

    private mutating func readLineFeed() {
        guard place < bytes.count else { return }
        place += 1
        line += 1
    }

    private mutating func readString(_ quote: UInt8) {
        let isLong = bytes[place...].starts(with: [quote, quote, quote])
        let end = Array(repeating: quote, count: isLong ? 3 : 1)
        place += end.count
        while let byte = current, !bytes[place...].starts(with: end) {
            if byte == UInt8(ascii: "\n") {
                if !isLong { return }
                line += 1
            }
            place += 1
            if byte == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), current != UInt8(ascii: "\n") { place += 1 }
        }
        place = min(place + end.count, bytes.count)
        // Two more quotes may belong to a long string.
        if isLong { skip { $0 == quote } }
    }
}
