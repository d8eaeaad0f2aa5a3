/// When a commit was made.
struct CommitDate: Sendable, Equatable, CustomStringConvertible {
    /// Since 1970. At most 2³² − 1, because libgit2 writes no more into the log of a branch.
    let seconds: Int64
    /// Minutes east of UTC.
    let offset: Int32

    /// As in a commit: `1700000000 +0100`.
    var description: String {
        let minutes = offset.magnitude
        let digits = String(minutes / 60 * 100 + minutes % 60)
        return "\(seconds) \(offset < 0 ? "-" : "+")\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits)"
    }
}

extension CommitDate {
    /// Reads the forms that git documents, to the value that git reads; nil for anything else.
    ///
    /// Git itself is lenient: it skips words that it does not know, and guesses the rest. Nothing is guessed here.
    init?(parsing text: [UInt8], _ clock: LocalClock) {
        guard let date = Self.internalForm(text, clock) ?? Self.calendarForm(text, clock) else { return nil }
        self = date
    }

    /// Git takes smaller numbers for parts of dates, and counts calendar years up to 2099.
    private static let plainSeconds: ClosedRange<Int64> = 100_000_000...4_102_444_799

    /// `1700000000 +0100`, also with `@` before it.
    private static func internalForm(_ text: [UInt8], _ clock: LocalClock) -> CommitDate? {
        var reader = DateReader(text)
        let isMarked = reader.skip("@")
        guard let seconds = reader.digits(1...10).map(Int64.init), seconds <= UInt32.max else { return nil }
        if reader.isAtEnd {
            guard plainSeconds.contains(seconds) else { return nil }
            // As git does: the zone at the time when its clocks show these seconds.
            return CommitDate(seconds: seconds, minutesEast: (seconds - clock.time(seconds)) / 60)
        }
        guard isMarked || plainSeconds.contains(seconds), reader.skip(" "), let offset = reader.signedZone(.digits),
            reader.isAtEnd
        else { return nil }
        return CommitDate(seconds: seconds, minutesEast: offset)
    }

    /// A day, a time, and maybe a zone.
    private static func calendarForm(_ text: [UInt8], _ clock: LocalClock) -> CommitDate? {
        var reader = DateReader(text)
        guard let (day, time) = reader.numericDay() ?? reader.namedDay() else { return nil }
        let wall = day * 86_400 + time.seconds
        if reader.isAtEnd {
            guard !time.isUnusual else { return nil }
            let offset = (wall - clock.time(wall)) / 60
            return CommitDate(seconds: wall - offset * 60, minutesEast: offset)
        }
        guard let offset = reader.zone(after: time), reader.isAtEnd else { return nil }
        return CommitDate(seconds: wall - offset * 60, minutesEast: offset)
    }

    private init?(seconds: Int64, minutesEast offset: Int64) {
        // Git takes -00:01 for "no zone", and counts no seconds before 1970.
        guard (0...Int64(UInt32.max)).contains(seconds), offset != -1, abs(offset) < 100 * 60 else { return nil }
        self.init(seconds: seconds, offset: Int32(offset))
    }
}
