/// The versions of a package that a requirement allows.
public struct VersionRange: Sendable, Hashable {
    /// The oldest; nil if there is no lower bound.
    public private(set) var lowest: PackageVersion?
    /// The first that is too new; nil if there is no upper bound, and of one version.
    public private(set) var limit: PackageVersion?
    /// Exactly one version is allowed.
    public private(set) var isPinned = false

    /// Every version.
    public static let any = VersionRange()

    public static func only(_ version: PackageVersion) -> VersionRange {
        var range = VersionRange()
        (range.lowest, range.isPinned) = (version, true)
        return range
    }

    private init() {}

    /// From a specifier of PEP 440, or one of Poetry's (`^0.109`, `0.109.*`). What is not understood bounds nothing.
    public init(_ specifier: some StringProtocol) {
        let text = String(specifier).filter { !$0.isWhitespace && $0 != "(" && $0 != ")" }
        // Poetry's alternatives.
        guard !text.contains("|") else { return }
        for clause in text.split(separator: ",") { narrow(clause) }
    }

    private mutating func narrow(_ clause: Substring) {
        guard let match = clause.wholeMatch(of: /(>=|>|<=|<|~=|===?|\^|~|=)?(v?\d.*)/),
            let version = PackageVersion(match.2)
        else { return }
        switch match.1 ?? "==" {
        case ">=", ">": raise(to: version)
        case "<": lower(to: version)
        case "<=": lower(to: version.next(in: max(version.count, 3)))
        case "^": raise(to: version, below: version.next(in: min(version.firstPlace + 1, version.count)))
        case "~": raise(to: version, below: version.next(in: min(2, version.count)))
        case "~=": raise(to: version, below: version.next(in: max(version.count - 1, 1)))
        default:
            if match.2.hasSuffix(".*") {
                raise(to: version, below: version.next(in: version.count))
            } else {
                self = .only(version)
            }
        }
    }

    private mutating func raise(to version: PackageVersion, below other: PackageVersion? = nil) {
        if !isPinned { lowest = max(lowest ?? version, version) }
        if let other { lower(to: other) }
    }

    private mutating func lower(to version: PackageVersion) {
        if !isPinned { limit = min(limit ?? version, version) }
    }

    /// Every version is this one or a newer one.
    public func isAll(from version: PackageVersion) -> Bool { lowest.map { $0 >= version } ?? false }

    /// Every version is older.
    public func isAll(before version: PackageVersion) -> Bool {
        isPinned ? lowest.map { $0 < version } ?? false : limit.map { $0 <= version } ?? false
    }
}
