/// The secret of one review: whoever has it may decide. It travels in the fragment of the address, which browsers do not send, and in a
/// header.
public struct AccessToken: Sendable, Equatable {
    public let text: String

    static let header = "x-redline-token"

    /// 256 bits from the system.
    public static func random() -> AccessToken {
        var generator = SystemRandomNumberGenerator()
        let words = (0..<4).map { _ in generator.next() as UInt64 }
        return AccessToken(
            text: words.map { word in
                let digits = String(word, radix: 16)
                return String(repeating: "0", count: 16 - digits.count) + digits
            }.joined())
    }

    /// Takes as long whatever the first difference is.
    func matches(_ other: String) -> Bool {
        let (own, others) = (Array(text.utf8), Array(other.utf8))
        guard own.count == others.count else { return false }
        return zip(own, others).reduce(0 as UInt8) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
