/// A version of a package, as far as its numbers go: 0.118 of `0.118.0rc1`.
public struct PackageVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// Without zeros at the end.
    private let numbers: [Int]
    /// As it was written: `0.118.0`.
    public let description: String

    public init(_ numbers: Int...) { self.init(numbers: numbers) }

    init(numbers: [Int]) {
        self.init(numbers, numbers.map(String.init).joined(separator: "."))
    }

    private init(_ numbers: [Int], _ description: String) {
        self.numbers = Array(numbers.reversed().drop { $0 == 0 }.reversed())
        self.description = description
    }

    /// Nil if the text does not begin with a number.
    init?(_ text: some StringProtocol) {
        guard let match = String(text).wholeMatch(of: /v?((?:\d+\.)*\d+)[-.+!\w*]*/) else { return nil }
        let parts = match.1.split(separator: ".").map { Int($0) }
        guard !parts.contains(nil) else { return nil }
        self.init(parts.compactMap(\.self), String(match.1))
    }

    /// The first version after all that agree in the first `count` numbers: 0.116 for two of 0.115.8.
    func next(in count: Int) -> PackageVersion {
        var kept = Array((numbers + Array(repeating: 0, count: count)).prefix(count))
        if let last = kept.popLast() { kept.append(last &+ 1) }
        return PackageVersion(numbers: kept)
    }

    /// How many numbers were written.
    var count: Int { description.split(separator: ".").count }

    /// The place of the first number that is not zero.
    var firstPlace: Int { numbers.firstIndex { $0 != 0 } ?? 0 }

    public static func == (left: Self, right: Self) -> Bool { left.numbers == right.numbers }

    public func hash(into hasher: inout Hasher) { hasher.combine(numbers) }

    public static func < (left: Self, right: Self) -> Bool { left.numbers.lexicographicallyPrecedes(right.numbers) }
}
