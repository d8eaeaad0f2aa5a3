import FileSystem
import Foundation
import TestSupport
import Testing

@testable import Git

/// Names and addresses, compared with the real git's.
@Suite struct IdentityTests {
    private static let date = ["GIT_AUTHOR_DATE": "@1700000000 +0100", "GIT_COMMITTER_DATE": "@1700000001 -0100"]

    private static func one(
        _ environment: [String: String] = [:], _ settings: [(String, String?)] = []
    ) -> GitOracle.Case {
        .init(environment: environment, settings: settings.map { (key: $0.0, value: $0.1) })
    }

    private static let names = [
        "Ada", "", " ", ".", ".,;", "Ada.", "  Ada  ", "\"Ada\"", "A<d>a", "A\nda", "\nAda\n", "É", "A\tB", "'Ada'",
        "\\Ada\\", "<>", "Ada <ada@x>", "A:B", "<a", "\u{1}Ada\u{7f}", "安達", "a\u{301}",
    ]

    private static let cases: [GitOracle.Case] = {
        let full = [("user.name", "U N"), ("user.email", "u@e")]
        var all = names.flatMap { name in
            [
                one(["GIT_AUTHOR_NAME": name, "GIT_COMMITTER_NAME": name], full),
                one([:], [("user.name", name), ("user.email", "u@e")]),
                one([:], full + [("author.name", name), ("committer.name", name)]),
                one(["GIT_AUTHOR_EMAIL": name, "GIT_COMMITTER_EMAIL": name], full),
                one([:], [("user.name", "U N"), ("user.email", name)]),
                one(["EMAIL": name], [("user.name", "U N")]),
            ]
        }
        all += [
            one(), one([:], full), one(["EMAIL": "e@m"]), one(["EMAIL": "e@m"], full), one(["EMAIL": ""], full),
            one([:], [("user.name", "U N")]), one([:], [("user.email", "u@e")]),
            one(["GIT_AUTHOR_NAME": "A"], full), one(["GIT_AUTHOR_EMAIL": "a@x"], full),
            one(["GIT_COMMITTER_NAME": "C"], full), one(["GIT_COMMITTER_EMAIL": "c@x"], full),
            one(["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x"]),
            one([
                "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x", "GIT_COMMITTER_NAME": "C",
                "GIT_COMMITTER_EMAIL": "c@x",
            ]),
            one(["GIT_AUTHOR_NAME": "A"], [("user.email", "u@e")]),
            one([:], full + [("author.name", "A N")]), one([:], full + [("author.email", "a@e")]),
            one([:], full + [("committer.name", "C N")]), one([:], full + [("committer.email", "c@e")]),
            one([:], [("author.name", "A N"), ("author.email", "a@e")]),
            one([:], [("committer.name", "C N"), ("committer.email", "c@e")]),
            one([:], [("author.name", "A N"), ("user.email", "u@e")]),
            one([:], [("author.email", "a@e"), ("user.name", "U N")]),
            one(["EMAIL": "e@m"], [("author.email", "a@e"), ("user.name", "U N")]),
            one([:], [("author.name", "A"), ("author.name", ""), ("user.name", "U"), ("user.email", "u@e")]),
            one([:], [("user.name", "U"), ("user.name", "V"), ("user.email", "u@e"), ("user.email", "v@e")]),
            one([:], [("user.name", nil), ("user.email", "u@e")]), one([:], [("user.name", "U"), ("user.email", nil)]),
            one([:], [("user.name", nil), ("user.name", "U"), ("user.email", "u@e")]),
            one(["GIT_AUTHOR_NAME": "A"], full + [("author.name", nil)]),
        ]
        for value: String? in ["true", "false", "yes", "off", "", "1", "0", "2k", "maybe", nil] {
            let exclusive = [("user.useConfigOnly", value)]
            all += [
                one([:], exclusive), one([:], full + exclusive), one(["EMAIL": "e@m"], exclusive),
                one(["EMAIL": "e@m"], exclusive + [("user.name", "U")]),
                one(["GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@x"], exclusive),
                one([:], exclusive + [("author.name", "A"), ("author.email", "a@e")]),
            ]
        }
        return all
    }()

    private func identity(_ one: GitOracle.Case, _ role: Identity.Role) throws(GitError) -> Identity {
        var values: [String: [UInt8]] = [:]
        for setting in one.settings { values[setting.key] = setting.value.map { Array($0.utf8) } }
        let isExclusive = one.settings.last { $0.key == "user.useConfigOnly" }
        let sources = IdentitySources(
            environment: one.environment.mapValues { Array($0.utf8) },
            settings: IdentitySettings(
                values.filter { IdentitySettings.keys.contains($0.key) },
                usesConfigurationOnly: isExclusive.map { ["true", "yes", "1", "2k", nil].contains($0.value) } ?? false),
            machine: .this, clock: .fixed(0))
        return try sources.identity(role)
    }

    /// What libgit2 reads from a configuration file is git's own business to check, in a repository of its own.
    private static func isUnreadable(_ one: GitOracle.Case) -> Bool {
        one.settings.contains { $0.value == nil && $0.key != "user.useConfigOnly" || $0.value == "maybe" }
    }

    @Test(arguments: [Identity.Role.author, .committer])
    func areWhatGitWrites(_ role: Identity.Role) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let cases = Self.cases.map { one in
            var one = one
            one.environment.merge(Self.date) { $1 }
            one.variable = "GIT_\(role.rawValue)_IDENT"
            return one
        }
        let answers = try GitOracle(scratch: scratch).answers(cases)
        try #require(answers.count == cases.count && cases.count > 150)
        for (one, answer) in zip(cases, answers) where !Self.isUnreadable(one) {
            let ours = try? identity(one, role)
            #expect(
                ours.map { String(decoding: $0.line, as: UTF8.self) } == answer,
                "\(one.environment) \(one.settings)")
        }
        #expect(answers.contains { $0 == nil } && answers.contains { $0 != nil })
    }

    /// The same through the configuration of a repository, values without `=` included.
    @Test func readTheConfiguration() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.git("init", "--quiet")
        let base = scratch.read(".git/config")
        let cases = Self.cases.filter { $0.environment.isEmpty && !$0.settings.isEmpty }
        try #require(cases.count > 60)
        for one in cases {
            var text = base
            for (key, value) in one.settings {
                let parts = key.split(separator: ".")
                let escaped = value?.replacingOccurrences(of: "\\", with: "\\\\")
                    .replacingOccurrences(of: "\"", with: "\\\"").replacingOccurrences(of: "\n", with: "\\n")
                    .replacingOccurrences(of: "\t", with: "\\t")
                text += "[\(parts[0])]\n\t\(parts[1])" + (escaped.map { " = \"\($0)\"" } ?? "") + "\n"
            }
            try scratch.write(".git/config", text)
            // With the configuration of this machine, which libgit2 reads as well.
            let machine = ["-u", "EMAIL", "-u", "GIT_CONFIG_GLOBAL", "-u", "GIT_CONFIG_SYSTEM"]
            let outcome = try scratch.run(
                "/usr/bin/env", machine + ["git", "var", "GIT_COMMITTER_IDENT"], environment: Self.date)
            let repository = try #require(try Repository.discover(from: Path(scratch.path)))
            let sources = try? IdentitySources(
                environment: Self.date.mapValues { Array($0.utf8) }, settings: IdentitySettings(of: repository),
                machine: .this, clock: .fixed(0))
            let ours = try? sources?.identity(.committer)
            let expected = outcome.status == 0 ? String(outcome.output.dropLast()) : nil
            #expect(ours.map { String(decoding: $0.line, as: UTF8.self) } == expected, "\(one.settings)")
        }
    }

    @Test(arguments: [
        ("lovelace", "Ada Lovelace,Room 1,,", "Ada Lovelace"), ("ada", "& Lovelace", "Ada Lovelace"),
        ("ada", "  Ada ,", "Ada"), ("Ada", "&&", "AdaAda"),
    ])
    func theMachineTellsTheName(_ login: String, _ gecos: String, _ name: String) throws {
        let sources = machine(.init(login: Array(login.utf8), gecos: Array(gecos.utf8)), ("host.example", false))
        let identity = try sources.identity(.author)
        #expect(String(decoding: identity.line, as: UTF8.self) == "\(name) <\(login)@host.example> 1700000000 +0000")
    }

    @Test func aGuessIsRefused() {
        let account = IdentityMachine.Account(login: Array("ada".utf8), gecos: Array("Ada".utf8))
        for sources in [machine(nil, ("h.x", false)), machine(account, ("h.(none)", true))] {
            let error = #expect(throws: GitError.self) { try sources.identity(.committer) }
            #expect(error?.kind == .noIdentity && error?.hint?.contains("git config") == true)
        }
        let unnamed = machine(.init(login: Array("ada".utf8), gecos: Array(",1".utf8)), ("h.x", false))
        #expect(throws: GitError.self) { try unnamed.identity(.author) }
    }

    /// Git would convert such names, with a warning.
    @Test(arguments: [[0xE9], [0x41, 0xFF], [0xEF, 0xBF, 0xBF], [0xED, 0xA0, 0x80], [0xEF, 0xB7, 0x90]])
    func namesThatAreNotTextAreRefused(_ bytes: [UInt8]) {
        let sources = IdentitySources(
            environment: ["GIT_AUTHOR_NAME": bytes, "GIT_AUTHOR_EMAIL": [0x61]], settings: .init([:]), machine: .this,
            clock: .fixed(0))
        let error = #expect(throws: GitError.self) { try sources.identity(.author) }
        #expect(error?.message.contains("GIT_AUTHOR_NAME") == true)
    }

    @Test func anEmptyDateIsNow() throws {
        let sources = IdentitySources(
            environment: ["GIT_AUTHOR_NAME": [0x41], "GIT_AUTHOR_EMAIL": [], "GIT_AUTHOR_DATE": []],
            settings: .init([:]),
            machine: .this, clock: .fixed(-3600, now: 1_800_000_000))
        #expect(String(decoding: try sources.identity(.author).line, as: UTF8.self) == "A <> 1800000000 -0100")
    }

    private func machine(
        _ account: IdentityMachine.Account?, _ host: (name: String, isGuessed: Bool)
    ) -> IdentitySources {
        IdentitySources(
            environment: [:], settings: .init([:]),
            machine: IdentityMachine(
                account: { account }, mailHost: { (Array(host.name.utf8), host.isGuessed) }), clock: .fixed(0))
    }
}
