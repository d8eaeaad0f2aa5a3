import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Git

/// Dates, compared with what the real git reads from `GIT_AUTHOR_DATE`.
@Suite struct CommitDateTests {
    private static let zones = [
        "", " +0000", " +0200", " -0730", " +1400", " -1200", "+0530", "-0500", " +05:45", "-03:30", " +02", "-11", "Z",
        " Z", " UTC", " GMT", " -0000", " +2359",
    ]

    private static let times = [
        "00:00:00", "22:13:13", "23:59:59", "22:13", "01:02:03.5", "22:13:13.123456789", "221313", "000000", "010203",
    ]

    private static let days = [
        "2005-04-07", "1970-01-02", "2099-12-31", "2004-02-29", "2026-1-9", "2005/04/07", "2005.04.07", "04/07/2005",
        "12/31/2098", "07.04.2005", "31.12.2030", "7.4.2005", "20050407", "20991231", "2000-02-29",
    ]

    /// All forms that git documents, in all combinations; and whether git has them in its documentation.
    static let documented: [String] = {
        var all: [String] = []
        for (number, day) in days.enumerated() {
            for (other, time) in times.enumerated() {
                // A quarter of the zones for each pair; all pairs together have each of them many times.
                for (index, zone) in zones.enumerated() where (index + number + other) % 4 == 0 {
                    let isJoined = time.count == 6 && !time.contains(":") && zone.hasPrefix("-")
                    if isJoined { continue }
                    all.append("\(day)\(other % 2 == 0 ? "T" : " ")\(time)\(zone)")
                }
            }
        }
        let named = ["", " +0200", " -0730", " GMT", " +0000"]
        for zone in named {
            for day in ["7 Apr 2005", "07 Apr 2005", "31 Dec 2099", "1 Jan 1970", "29 Feb 2024", "9 May 2026"] {
                all += ["Thu, \(day) 22:13:13\(zone)", "\(day) 22:13\(zone)", "Mon, \(day) 01:02:03.25\(zone)"]
            }
            for (month, day) in [("Apr", "7"), ("Dec", "31"), ("Jul", "09"), ("Sep", "10")] {
                all.append("Thu \(month) \(day) 22:13:13 2005\(zone)")
            }
        }
        for seconds in ["1112926393", "100000000", "4102444799", "1700000000"] {
            all += ["", " +0000", " +0200", " -0730", " +1400"].flatMap { ["\(seconds)\($0)", "@\(seconds)\($0)"] }
        }
        return all + ["@0 +0000", "@1 -0100", "@4294967295 +0000", "@99999999 +0200"]
    }()

    /// Broken, ambiguous or out of range.
    static let broken: [String] = [
        "now", "yesterday", "tomorrow", "noon", "2 days ago", "last week", "garbage", " ", "  ", "@", "@ +0000",
        "+0200",
        "-1", "@-1 +0000", "0 +0000", "1 +0000", "99999999 +0000", "12345", "2005", "2005-04", "2005-04-07", "22:13:13",
        "20050407", "2005-04-07T", "2005-04-07 22", "2005-04-07T22:13:13 +9999", "2005-04-07T22:13:13 +2400",
        "2005-04-07T22:13:13 +0060", "2005-04-07T22:13:13 +1", "2005-04-07T22:13:13 +123", "2005-04-07T22:13:13 +12345",
        "2005-04-07T22:13:13 -0001", "2005-04-07T22:13:13 -00:01", "2005-13-07T22:13:13", "2005-04-31T22:13:13",
        "2005-02-29T22:13:13 +0000", "2005-02-30T22:13:13 +0000", "2005-00-07T22:13:13", "2005-04-00T22:13:13",
        "2005-04-07T25:13:13", "2005-04-07T22:60:13", "2005-04-07T22:13:61", "2005-04-07T24:00:00",
        "2005-04-07T22:13:60", "2005-04-07T24:00:00 +0000", "2005-04-07T22:13:60 +0000", "2005-04-07T24:59:60 +0100",
        "1969-12-31T22:13:13 +0000", "1970-01-01T00:00:00 +0100", "1970-01-01T00:00:00", "2100-01-01T00:00:00 +0000",
        "3000-01-01T00:00:00", "0001-01-01T00:00:00", "10000-01-01T00:00:00", "31/12/2005 22:13:13",
        "04-07-2005 22:13:13", "13.13.2005 22:13:13", "04/07/05 22:13:13", "05/04/07 22:13:13", "7.4.05 22:13:13",
        "2005-04-07t22:13:13", "2005-04-07  22:13:13", " 2005-04-07 22:13:13", "2005-04-07 22:13:13 ",
        "2005-04-07 22:13:13  +0200", "2005-04-07 22:13:13 + 200", "2005-04-07 22:13:13 CET",
        "2005-04-07 22:13:13 EST", "2005-04-07 22:13:13 CEST", "2005-04-07 22:13:13 PDT", "2005-04-07 10:13:13 PM",
        "2005-04-07 22:13:13 +0200 (CEST)", "2005-04-07 22:13:13,5", "2005-04-07 22:13.5", "2005-04-07 22.13.13",
        "2005-04-07T22-13-13", "2005-04/07 22:13:13", "2005-W14-4 22:13:13", "2005-097 22:13:13", "20050407T2213",
        "20050407221313", "20050407T221313.5", "20050407T000005.6", "20050407T000005-0700", "20050407T000005-07",
        "20050407T010203-0400", "20050407T000512-0400", "20050407 000512.10", "Thu Apr 7 221313 2005",
        "Thu, 7 April 2005 22:13:13 +0200", "Thursday, 7 Apr 2005 22:13:13 +0200", "thu, 7 apr 2005 22:13:13 +0200",
        "Thu, 7 Apr 05 22:13:13 +0200", "Thu, 0 Apr 2005 22:13:13 +0200", "Thu, 32 Apr 2005 22:13:13 +0200",
        "Thu, 31 Apr 2005 22:13:13 +0200", "Xyz, 7 Apr 2005 22:13:13 +0200", "Thu, 7 Foo 2005 22:13:13 +0200",
        "Apr 7 22:13:13 2005", "Thu Apr 7 22:13:13 +0200 2005", "Thu Apr 7 22:13:13.5 2005", "Thu Apr 7 2005",
        "Thu Apr 7 22:13:13 2100 +0000", "Thu Apr 7 22:13:13 1969 +0000", "7 Apr 1969 22:13:13 +0000",
        "1700000000 +9999", "1700000000 +2400", "1700000000 -0001", "1700000000 +01:00", "1700000000 Z",
        "1700000000  +0100", "1700000000+0100", "@1700000000 +9999", "@1700000000 +9959", "@1700000000 +0075",
        "@1700000000 -0001", "@1700000000 +01:00", "@1700000000 +01", "@1700000000 +0100 ", "@1700000000 +0100x",
        "@1700000000 x", "@4294967296 +0000", "@99999999999 +0000", "4102444800", "4102444800 +0000", "9999999999",
        "@18446744073709551615 +0000", "@18446744073709551616 +0000", "99999999999999999999", "@0", "@1", "@99999999",
        "1700000000.5", "1700000000.5 +0000", "1.7e9", "0x65536000", "١٧٠٠٠٠٠٠٠٠", "2005-04-07T22:13:13 +02००",
        "2005‐04‐07", "\u{a0}2005-04-07 22:13:13", "2005-04-07\t22:13:13", "2005-04-07 22:13:13\t+0200",
        "1700000000 +0100\nGIT", "2005-04-07 22:13:13 +0200\n", "-1700000000", "+1700000000", "@+1700000000 +0000",
    ]

    @Test(arguments: [("UTC0", Int64(0)), ("XXX-5:45", 20700), ("WWW+0:44:30", -2670)])
    func areWhatGitReads(_ zone: String, _ offset: Int64) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let all = Self.documented + Self.broken
        let identity = ["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "TZ": zone]
        let answers = try GitOracle(scratch: scratch).answers(
            all.map { .init(environment: identity.merging(["GIT_AUTHOR_DATE": $0]) { $1 }) })
        try #require(answers.count == all.count)
        var accepted = 0
        for (text, answer) in zip(all, answers) {
            guard let date = CommitDate(parsing: Array(text.utf8), .fixed(offset)) else {
                // Before 1970 in this zone: git writes a number of seconds that wraps around.
                let isEarly = (answer ?? "").contains("1844674407") || answer == nil
                #expect(!Self.documented.contains(text) || isEarly, "'\(text)' is refused; git: \(answer ?? "refused")")
                continue
            }
            accepted += 1
            #expect("A <a@b> \(date)" == answer, "'\(text)' in \(zone)")
        }
        #expect(accepted > Self.documented.count * 9 / 10)
        #expect(Self.documented.count > 500 && Self.broken.count > 120)
    }

    /// Single bytes changed, removed or doubled in dates that are read: the same value as git's, or a refusal.
    @Test func areNeverReadDifferently() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0..<1_000_000, using: &random)
        var generator = Steps(state: seed)
        let bytes = Array("0123456789 +-:./TZ@,A".utf8)
        let texts = (0..<600).map { _ -> String in
            var text = Array(Self.documented[Int(generator.next() % UInt64(Self.documented.count))].utf8)
            for _ in 0..<(1 + generator.next() % 2) where !text.isEmpty {
                let place = Int(generator.next() % UInt64(text.count))
                switch generator.next() % 3 {
                case 0: text[place] = bytes[Int(generator.next() % UInt64(bytes.count))]
                case 1: text.remove(at: place)
                default: text.insert(bytes[Int(generator.next() % UInt64(bytes.count))], at: place)
                }
            }
            return String(decoding: text, as: UTF8.self)
        }.filter { !$0.isEmpty }
        let identity = ["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@b", "TZ": "XXX-2"]
        let answers = try GitOracle(scratch: scratch).answers(
            texts.map { .init(environment: identity.merging(["GIT_AUTHOR_DATE": $0]) { $1 }) })
        try #require(answers.count == texts.count)
        for (text, answer) in zip(texts, answers) {
            guard let date = CommitDate(parsing: Array(text.utf8), .fixed(7200)) else { continue }
            #expect("A <a@b> \(date)" == answer, "'\(text)', seed \(seed)")
        }
    }

    private struct Steps: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 33
        }
    }
}
