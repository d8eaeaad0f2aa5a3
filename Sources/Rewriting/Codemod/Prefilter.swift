import CPlatform

/// Byte strings of which a file must contain some to match at all, so that most files are never parsed.
public struct Prefilter: Sendable {
    /// The file must contain all the strings of at least one alternative.
    public let alternatives: [[String]]
    private let needles: [[[UInt8]]]

    public init(anyOf alternatives: [[String]]) {
        self.alternatives = alternatives
        needles = alternatives.map { $0.map { Array($0.utf8) } }
    }

    public func admits(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { text in
            needles.contains { all in
                all.allSatisfy { needle in
                    needle.withUnsafeBytes {
                        redline_contains(text.baseAddress, text.count, $0.baseAddress, $0.count) != 0
                    }
                }
            }
        }
    }
}
