/// A version of Python, major and minor.
public struct PythonVersion: Sendable, Hashable, Comparable {
    public let major: Int
    public let minor: Int

    public init(_ major: Int, _ minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// The oldest version that a specifier allows (PEP 440, and Poetry's `^3.9`): 3.9 for `>=3.9,<4`. Nil if it has
    /// no lower bound.
    public init?(oldestOf specifier: String) {
        let bounds = specifier.filter { $0 != " " }.split(separator: ",").compactMap(Self.lowerBound)
        guard let highest = bounds.max() else { return nil }
        self = highest
    }

    private static func lowerBound(_ clause: Substring) -> PythonVersion? {
        guard let match = clause.wholeMatch(of: /(>=|>|~=|===?|\^|~)?v?(\d+)(?:\.(\d+))?(?:[.\w*]*)/),
            let major = Int(match.2)
        else { return nil }
        return PythonVersion(major, match.3.flatMap { Int($0) } ?? 0)
    }

    public static func < (left: Self, right: Self) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}
