/// Reads the parts of a date, from left to right.
struct DateReader {
    private var rest: ArraySlice<UInt8>

    init(_ text: [UInt8]) { rest = text[...] }

    var isAtEnd: Bool { rest.isEmpty }

    // MARK: Characters

    mutating func skip(_ text: String) -> Bool {
        guard rest.starts(with: text.utf8) else { return false }
        rest = rest.dropFirst(text.utf8.count)
        return true
    }

    private mutating func word(_ words: [String]) -> Int? { words.firstIndex { skip($0) } }

    /// A whole run of digits, if it has that many.
    mutating func digits(_ counts: ClosedRange<Int>) -> Int? {
        let run = rest.prefix { (0x30...0x39).contains($0) }
        guard counts.contains(run.count) else { return nil }
        rest = rest.dropFirst(run.count)
        return run.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private mutating func attempt<Part>(_ body: (inout DateReader) -> Part?) -> Part? {
        var copy = self
        guard let part = body(&copy) else { return nil }
        self = copy
        return part
    }

    // MARK: Days

    struct Time {
        let seconds: Int64
        /// Six digits.
        var isCompact = false
        /// A leap second, or midnight as hour 24: git's value without a zone depends on the system.
        var isUnusual = false
    }

    /// Days since 1970 and the time: `2005-04-07T22:13:13`, `04/07/2005 22:13:13` and so on.
    mutating func numericDay() -> (day: Int64, time: Time)? {
        attempt { reader in
            guard
                let day = reader.attempt({ $0.yearFirst() }) ?? reader.attempt({ $0.yearLast() })
                    ?? reader.attempt({ $0.compactDay() }),
                reader.skip("T") || reader.skip(" "), let time = reader.time(hasDay: true)
            else { return nil }
            return (day, time)
        }
    }

    private mutating func yearFirst() -> Int64? {
        guard let year = digits(4...4), let separator = word(["-", "/", "."]), let month = digits(1...2),
            skip(["-", "/", "."][separator]), let day = digits(1...2)
        else { return nil }
        return Self.days(year, month, day)
    }

    /// With points the day comes first, with slashes the month.
    private mutating func yearLast() -> Int64? {
        guard let first = digits(1...2), let separator = word(["/", "."]), let second = digits(1...2),
            skip(["/", "."][separator]), let year = digits(4...4)
        else { return nil }
        return separator == 0 ? Self.days(year, first, second) : Self.days(year, second, first)
    }

    private mutating func compactDay() -> Int64? {
        digits(8...8).flatMap { Self.days($0 / 10_000, $0 / 100 % 100, $0 % 100) }
    }

    /// `Thu, 7 Apr 2005 22:13:13`, as in mail, or `Thu Apr 7 22:13:13 2005`, as git prints it.
    mutating func namedDay() -> (day: Int64, time: Time)? {
        attempt { $0.mailDay() } ?? attempt { $0.printedDay() }
    }

    private mutating func mailDay() -> (day: Int64, time: Time)? {
        if word(Self.weekdays) != nil, !skip(", ") { return nil }
        guard let day = digits(1...2), skip(" "), let month = word(Self.months), skip(" "), let year = digits(4...4),
            skip(" "), let date = Self.days(year, month + 1, day), let time = time(hasDay: true)
        else { return nil }
        return (date, time)
    }

    private mutating func printedDay() -> (day: Int64, time: Time)? {
        guard word(Self.weekdays) != nil, skip(" "), let month = word(Self.months), skip(" "), let day = digits(1...2),
            skip(" "), let time = time(hasDay: false), !time.isCompact, skip(" "), let year = digits(4...4),
            let date = Self.days(year, month + 1, day)
        else { return nil }
        return (date, time)
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// Days since 1970. Git knows the years 1970 to 2099; a day that a month does not have is refused.
    private static func days(_ year: Int, _ month: Int, _ day: Int) -> Int64? {
        guard (1970...2099).contains(year), (1...12).contains(month) else { return nil }
        let isLeap = year % 4 == 0
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard (1...lengths[month - 1]).contains(day) else { return nil }
        let before = lengths.prefix(month - 1).reduce(0, +)
        // Leap years before this one: 1972 is the first.
        return Int64((year - 1970) * 365 + (year - 1969) / 4 + before + day - 1)
    }

    // MARK: Times

    /// `22:13`, `22:13:13`, `221313`; after a day, `22:13:13` may have a fraction, which git drops.
    private mutating func time(hasDay: Bool) -> Time? {
        if let compact = attempt({ $0.digits(6...6) }) {
            return Self.time(compact / 10_000, compact / 100 % 100, compact % 100, isCompact: true)
        }
        guard let hour = digits(2...2), skip(":"), let minute = digits(2...2) else { return nil }
        guard skip(":") else { return Self.time(hour, minute, 0) }
        guard let second = digits(2...2) else { return nil }
        if hasDay, skip("."), digits(1...18) == nil { return nil }
        return Self.time(hour, minute, second)
    }

    /// Git accepts hour 24 and a leap second.
    private static func time(_ hour: Int, _ minute: Int, _ second: Int, isCompact: Bool = false) -> Time? {
        guard hour <= 24, minute < 60, second <= 60 else { return nil }
        return Time(
            seconds: Int64(hour * 3600 + minute * 60 + second), isCompact: isCompact,
            isUnusual: hour == 24 || second == 60)
    }

    // MARK: Zones

    enum ZoneForm {
        /// `+0200`
        case digits
        /// Also `+02:00` and `+02`.
        case any
    }

    /// Minutes east of UTC: `Z`, ` UTC`, ` GMT`, or a signed zone.
    mutating func zone(after time: Time) -> Int64? {
        let isApart = skip(" ")
        if skip("Z") || isApart && (skip("UTC") || skip("GMT")) { return 0 }
        // Git reads `010203-0400` as several numbers of a date.
        if !isApart, time.isCompact, rest.first == UInt8(ascii: "-") { return nil }
        return signedZone(.any)
    }

    mutating func signedZone(_ form: ZoneForm) -> Int64? {
        guard let sign = word(["+", "-"]) else { return nil }
        let parts = attempt { $0.digits(4...4) }.map { ($0 / 100, $0 % 100) } ?? (form == .any ? separateZone() : nil)
        guard let (hours, minutes) = parts, hours < 24, minutes < 60 else { return nil }
        return Int64((hours * 60 + minutes) * (sign == 0 ? 1 : -1))
    }

    private mutating func separateZone() -> (Int, Int)? {
        guard let hours = digits(2...2) else { return nil }
        guard skip(":") else { return (hours, 0) }
        return digits(2...2).map { (hours, $0) }
    }
}
