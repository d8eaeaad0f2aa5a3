import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Git

/// Settings in the environment, against what the real git reads there.
@Suite struct CommandConfigurationTests {
    private static let counted: [[String: String]] = [
        [:], ["GIT_CONFIG_COUNT": ""], ["GIT_CONFIG_COUNT": "0"], ["GIT_CONFIG_COUNT": "x"], ["GIT_CONFIG_COUNT": "-1"],
        ["GIT_CONFIG_COUNT": "1"], ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name"],
        ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_VALUE_0": "Ada"],
        ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "", "GIT_CONFIG_VALUE_0": "Ada"],
        ["GIT_CONFIG_PARAMETERS": ""], ["GIT_CONFIG_PARAMETERS": "user.name=Ada"],
        ["GIT_CONFIG_PARAMETERS": "'user.name=Ada'"], ["GIT_CONFIG_PARAMETERS": "'user.name'='Ada'"],
        ["GIT_CONFIG_PARAMETERS": "'user.name'='Ada' 'user.email=a=b'"], ["GIT_CONFIG_PARAMETERS": "'core.bare'"],
        ["GIT_CONFIG_PARAMETERS": "'core.bare'="], ["GIT_CONFIG_PARAMETERS": "'user.name"],
        ["GIT_CONFIG_PARAMETERS": "'user.name'='O'\\''Neill'"], ["GIT_CONFIG_PARAMETERS": "'user.name'='Hi'\\!''"],
        ["GIT_CONFIG_PARAMETERS": "'user.name'='A'x"], ["GIT_CONFIG_PARAMETERS": "'a.b'='c''d.e'='f'"],
    ]

    private static let keys = [
        "user.name", "USER.Name", "remote.Origin.url", "a.b.c.d", "url.https://x.org/.insteadOf", "a.sub \"q\" \\ x.b",
        "a..b", "a. .b", "name", ".name", "user.", "user.1name", "user.na_me", "us er.name", "u-1.n-2", "user.näme",
        "a.b\nc.d",
        "user.name ", "é.name", "a.é.b", "a.tab\there.b",
    ]

    private static let values = [
        "", "Ada", " Ada  Lovelace ", "a;b # c", "\"q\" \\ \\n", "line\nnext", "tab\t", "true", "é", "\\",
    ]

    static let environments: [[String: String]] =
        counted
        + keys.map { ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": $0, "GIT_CONFIG_VALUE_0": "x"] }
        + values.map { ["GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "user.name", "GIT_CONFIG_VALUE_0": $0] }

    @Test(arguments: environments) func isReadAsByGit(_ environment: [String: String]) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let alone = ["GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null", "HOME": scratch.path]
        let theirs = try scratch.run(
            "/usr/bin/env", ["git", "config", "--list", "-z"], environment: alone.merging(environment) { $1 })
        guard let ours = try? CommandConfiguration(reading: { environment[$0].map { Path($0) } }) else {
            #expect(theirs.status != 0)
            return
        }
        #expect(theirs.status == 0)
        try scratch.write("settings", String(decoding: ours.text, as: UTF8.self))
        let written = try scratch.run(
            "/usr/bin/env", ["git", "config", "--list", "-z", "--file", "settings"], environment: alone)
        #expect(written.status == 0)
        #expect(written.output == theirs.output)
    }
}
