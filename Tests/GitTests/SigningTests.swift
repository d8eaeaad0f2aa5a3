import FileSystem
import TestSupport
import Testing

@testable import Git

/// The parts of signing. Tests/Reliability/signing.py compares whole commits with git's.
@Suite struct SigningTests {
    private static let commit =
        "tree 1\nparent 2\nauthor A <a@x> 1 +0000\ncommitter Zoë <z>@x> 2 +0100\n\nSubject\n\ncommitter no\n"

    @Test func signatureIsTheLastHeader() {
        let text = SignedCommit.text(of: Array(Self.commit.utf8), signature: Array("-----A\n\nb\n-----\n".utf8))
        #expect(
            String(decoding: text, as: UTF8.self)
                == "tree 1\nparent 2\nauthor A <a@x> 1 +0000\ncommitter Zoë <z>@x> 2 +0100\n"
                + "gpgsig -----A\n \n b\n -----\n\nSubject\n\ncommitter no\n")
    }

    @Test func committerHasNoDate() {
        #expect(SignedCommit.committer(of: Array(Self.commit.utf8)) == Array("Zoë <z>@x>".utf8))
        #expect(SignedCommit.committer(of: Array("tree 1\n\ncommitter x <y>\n".utf8)).isEmpty)
    }

    @Test func storedSignaturesHaveNoCarriageReturnsAndEndAtNUL() {
        #expect(SignedCommit.stored(Array("a\r\n\rb\0c".utf8)) == Array("a\nb".utf8))
    }

    @Test(arguments: [
        ("ssh-add -L", ["ssh-add", "-L"]), ("a  'b c'\"d\\\"\"\\ e", ["a", "b cd\" e"]), ("", [""]),
        (" a ", ["", "a", ""]), ("'a\\'", ["a\\"]), ("a''", ["a"]), ("\"it's\"", ["it's"]), ("'open", nil),
        ("a\\", nil),
    ])
    func wordsAreSplitAsByGit(_ line: String, _ words: [String]?) {
        let split = CommandWords.split(Array(line.utf8))?.map { String(decoding: $0, as: UTF8.self) }
        #expect(split == words)
    }

    @Test(arguments: [
        ("ssh-ed25519 A", "ssh-ed25519 A"), ("key::ecdsa A", "ecdsa A"), ("/ssh-ed25519", nil), ("", nil),
    ])
    func literalKeys(_ value: String, _ key: String?) {
        #expect(SigningKey.literal(Array(value.utf8)) == key.map { Array($0.utf8) })
    }

    @Test(arguments: [
        (0, "[GNUPG:] SIG_CREATED D\n", true), (0, "gpg: x\n[GNUPG:] SIG_CREATED D\n", true),
        (2, "[GNUPG:] SIG_CREATED D\n", false), (0, "x [GNUPG:] SIG_CREATED D\n", false), (0, "", false),
        (0, "[GNUPG:] SIG_CREATED", false),
    ])
    func gpgReportsASignature(_ code: Int32, _ errors: String, _ isThere: Bool) {
        let output = SignerOutput(exitCode: code, output: [], errors: Array(errors.utf8))
        #expect(output.hasCreatedSignature == isThere)
    }

    @Test(arguments: [
        (2, "gpg: first\ngpg: last\r\n[GNUPG:] FAILURE\n \n", "gpg: last"), (130, "gpg: x\n", "interrupted"),
        (137, "", "it was ended by signal 9"), (3, "[GNUPG:] X\n", "it failed with exit code 3"),
        (0, "", "it created no signature"),
    ])
    func reasonsAreTheSignersOwn(_ code: Int32, _ errors: String, _ reason: String) {
        #expect(SignerOutput(exitCode: code, output: [], errors: Array(errors.utf8)).reason == reason)
    }

    // MARK: Configuration

    private func signer(_ settings: [(String, String)], requested: Bool? = nil) throws -> CommitSigner? {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        for (name, value) in settings { try scratch.git("config", "--add", name, value) }
        return try #require(try Repository.discover(from: Path(scratch.path))).signer(requested: requested)
    }

    @Test func nothingIsSignedUnlessAsked() throws {
        #expect(try signer([]) == nil)
        #expect(try signer([("commit.gpgsign", "true")], requested: false) == nil)
        #expect(try signer([("commit.gpgsign", "false"), ("gpg.program", "true")], requested: true) != nil)
    }

    @Test func theLastProgramAndKeyCount() throws {
        let settings = [
            ("gpg.program", "false"), ("gpg.openpgp.program", "true"), ("commit.gpgsign", "yes"),
            ("user.signingKey", "A"), ("user.signingKey", "B"),
        ]
        let signer = try #require(try signer(settings))
        #expect(signer.format == .openpgp && signer.program.name.elementsEqual("true".utf8))
        #expect(signer.key == .configured(Array("B".utf8)))
        #expect(try self.signer([("gpg.program", "true")], requested: true)?.key == .committer)
    }

    @Test(arguments: [
        ("commit.gpgsign", "maybe", "bad boolean config value 'maybe' for 'commit.gpgsign'"),
        ("gpg.format", "PGP", "invalid value for 'gpg.format': 'PGP'"),
    ])
    func whatGitRefusesIsRefused(_ name: String, _ value: String, _ message: String) throws {
        let error = try #require(throws: GitError.self) { try signer([(name, value)], requested: false) }
        #expect(error.kind == .badConfiguration && error.message == message)
    }

    @Test func unusableSignersAreNamed() throws {
        let missing = try #require(throws: GitError.self) { try signer([("gpg.program", "no-such")], requested: true) }
        #expect(missing.kind == .signingFailed && missing.message.contains("'no-such'"))
        let keyless = try #require(throws: GitError.self) {
            try signer([("gpg.format", "ssh"), ("gpg.ssh.program", "true")], requested: true)
        }
        #expect(keyless.message.contains("user.signingKey"))
    }

    // MARK: Hooks

    @Test func hooksThatGitWouldRun() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        func hooks() throws -> [String] {
            try #require(try Repository.discover(from: Path(scratch.path))).commitHooks()
        }
        #expect(try hooks().isEmpty)
        for name in ["post-commit", "pre-commit", "pre-push", "commit-msg.sample"] {
            try scratch.write("own hooks/\(name)", "#!/bin/sh\n")
            try scratch.run("/bin/chmod", ["+x", "own hooks/\(name)"])
        }
        try scratch.write("own hooks/commit-msg", "#!/bin/sh\n")
        #expect(try hooks().isEmpty)
        try scratch.git("config", "core.hooksPath", "own hooks")
        #expect(try hooks() == ["pre-commit", "post-commit"])
    }
}
