import FileSystem
import Foundation
import TestSupport

@testable import Git

/// What the real git makes of environment variables: one `git var` for each case, all in one process of the shell.
struct GitOracle {
    struct Case: Sendable {
        var environment: [String: String]
        /// For `git -c`; nil for a key without a value.
        var settings: [(key: String, value: String?)] = []
        var variable = "GIT_AUTHOR_IDENT"
    }

    let scratch: Scratch

    /// The line that git writes; nil where it refuses.
    func answers(_ cases: [Case]) throws -> [String?] {
        let script = cases.map { one in
            let variables = one.environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
            let settings = one.settings.flatMap { setting in
                ["-c", setting.value.map { "\(setting.key)=\($0)" } ?? setting.key]
            }
            let fixed = ["HOME=/nonexistent", "GIT_CONFIG_NOSYSTEM=1", "PATH=/usr/local/bin:/usr/bin:/bin"]
            let words = ["env", "-i"] + fixed + variables + ["git"] + settings + ["var", one.variable]
            return words.map(Self.quoted).joined(separator: " ") + " 2>/dev/null || echo; printf '\\0'"
        }
        let output = try scratch.run("/bin/sh", ["-s"], input: script.joined(separator: "\n") + "\n").output
        return output.split(separator: "\0", omittingEmptySubsequences: false).prefix(cases.count).map { text in
            let line = text.hasSuffix("\n") ? text.dropLast() : text
            return line.isEmpty ? nil : String(line)
        }
    }

    private static func quoted(_ word: String) -> String {
        "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }
}

extension LocalClock {
    /// A zone without summer time: `TZ=XXX-2:00` for 7200 seconds.
    static func fixed(_ offset: Int64, now: Int64 = 1_700_000_000) -> LocalClock {
        LocalClock(now: now, time: { $0 - offset }, offset: { _ in offset })
    }
}
