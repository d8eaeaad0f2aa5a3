import Glibc

/// The time, and the zone for dates that name none.
struct LocalClock: Sendable {
    let now: Int64
    /// Seconds since 1970, for what the clocks of the zone show: seconds since 1970 as if they were UTC.
    let time: @Sendable (_ wall: Int64) -> Int64
    /// Seconds east of UTC at a time.
    let offset: @Sendable (_ time: Int64) -> Int64

    var date: CommitDate { CommitDate(seconds: now, offset: Int32(truncatingIfNeeded: offset(now) / 60)) }
}

extension LocalClock {
    /// The process's own: the variable `TZ` decides.
    static var system: LocalClock {
        LocalClock(now: Int64(Glibc.time(nil)), time: localTime, offset: localOffset)
    }

    @Sendable private static func localTime(_ wall: Int64) -> Int64 {
        var wall = time_t(wall)
        var parts = tm()
        gmtime_r(&wall, &parts)
        // Whether it is summer time, mktime finds out.
        parts.tm_isdst = -1
        return Int64(mktime(&parts))
    }

    @Sendable private static func localOffset(_ time: Int64) -> Int64 {
        var time = time_t(time)
        var parts = tm()
        // localtime_r need not read TZ by itself.
        tzset()
        localtime_r(&time, &parts)
        return Int64(parts.tm_gmtoff)
    }
}
