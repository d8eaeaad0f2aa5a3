import Foundation
import TestSupport
import Testing

/// The program as a user runs it: its output, exit codes and effects on files.
@Suite struct CommandTests {
    static let leak = "def f(p):\n    h = open(p)\n    x = h.read()\n    h.close()\n    return x\n"
    static let mended = "def f(p):\n    with open(p) as h:\n        x = h.read()\n    return x\n"

    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("a.py", Self.leak)
        try scratch.write("clean.py", "x = 1\n")
        try scratch.commit("first")
        return scratch
    }

    private func redline(
        _ scratch: Scratch, _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
    ) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, arguments, input: input, environment: environment)
    }

    // MARK: preview

    @Test func previewPrintsAPatchThatApplies() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "preview")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("1 fix in 1 file"))
        #expect(!outcome.output.contains("\u{1B}"))
        try scratch.write("p.patch", outcome.output)
        try scratch.git("apply", "p.patch")
        #expect(scratch.read("a.py") == Self.mended)
        #expect(try redline(scratch, "preview").status == 0)
    }

    /// With findings above it, labels in it, and several hunks.
    @Test func otherProgramsAcceptThePatch() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let padding = (0..<20).map { "# \($0)\n" }.joined()
        let names = ["first", "second", "third"]
        func text(_ leak: String) -> String {
            names.map { leak.replacing("def f", with: "def \($0)") + padding }.joined()
        }
        try scratch.write("a.py", text(Self.leak))
        try scratch.write("b.py", Self.leak)
        try scratch.commit("second")
        let patch = try redline(scratch, "preview").output
        #expect(patch.matches(of: /@@ context-managed-files \(safe\): line \d+ in (first|second|third|f)\n/).count == 4)
        try scratch.write("p.patch", patch)
        #expect(try scratch.git("apply", "--numstat", "p.patch") == "6\t9\ta.py\n2\t3\tb.py\n")
        for arguments in [["git", "apply"], ["git", "apply", "--3way"], ["patch", "--quiet", "-p1", "--input"]] {
            try scratch.run("/usr/bin/env", arguments + ["p.patch"])
            #expect(scratch.read("a.py") == text(Self.mended) && scratch.read("b.py") == Self.mended)
            try scratch.git("reset", "--quiet", "--hard")
        }
        try scratch.git("apply", "p.patch")
        try scratch.git("apply", "--reverse", "p.patch")
        #expect(scratch.read("a.py") == text(Self.leak))
    }

    @Test func previewReadsStandardInputListsAndCommits() throws {
        let scratch = try project()
        defer { scratch.remove() }
        #expect(try redline(scratch, "preview", "-", input: Self.leak).output.contains("+++ b/stdin.py"))
        #expect(try redline(scratch, "preview", "--files-from", "-", input: "clean.py\n").status == 0)
        #expect(try redline(scratch, "preview", "--files-from", "-", input: "a.py\n").status == 1)
        try scratch.write("a.py", "x = 1\n")
        #expect(try redline(scratch, "preview").status == 0)
        #expect(try redline(scratch, "preview", "--rev", "HEAD").status == 1)
    }

    /// Only one file is requested, but its imports are found both in the work tree and in a commit.
    @Test func previewFindsImportsOutsideOfItsPaths() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write(
            "app/db.py",
            "from sqlalchemy.orm import DeclarativeBase, sessionmaker\n\nSessionLocal = sessionmaker()\n\n\n"
                + "class Base(DeclarativeBase):\n    pass\n")
        try scratch.write(
            "app/models.py",
            "from sqlalchemy.orm import Mapped, mapped_column\n\nfrom .db import Base\n\n\n"
                + "class User(Base):\n    id: Mapped[int] = mapped_column(primary_key=True)\n")
        try scratch.write(
            "app/seeds.py",
            "from app.db import SessionLocal\nfrom app.models import User\n\n\ndef seed():\n"
                + "    with SessionLocal() as db:\n        if not db.get(User, 1):\n            db.add(User(id=1))\n"
                + "            db.commit()\n")
        try scratch.commit("first")
        let tree = try redline(scratch, "preview", "app/seeds.py")
        #expect(tree.status == 1, "\(tree.errors)")
        #expect(tree.output.contains("+from sqlalchemy.exc import IntegrityError"))
        let commit = try redline(scratch, "preview", "--rev", "HEAD", "app/seeds.py")
        #expect(commit.output == tree.output)
        #expect(try redline(scratch, "apply", "--branch", "fix", "app/seeds.py").status == 0)
        #expect(
            try scratch.git("show", "--stat", "--format=%s", "fix").contains(
                "Insert rows and catch the conflict"))
    }

    @Test func previewSpeaksJSONAndText() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let json = try redline(scratch, "preview", "--format", "json")
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
        let findings = try #require(object["findings"] as? [[String: Any]])
        #expect(findings.first?["outcome"] as? String == "fixed")
        #expect(findings.first?["line"] as? Int == 2)
        #expect(
            try redline(scratch, "preview", "--format", "text").output.hasPrefix(
                "a.py:2:5: context-managed-files (safe)"))
    }

    @Test func previewObeysTheConfiguration() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("pyproject.toml", "[tool.redline]\nexclude = [\"a*\"]\n")
        #expect(try redline(scratch, "preview").status == 0)
        try scratch.write("pyproject.toml", "[tool.redline]\nignore = [\"context-managed-files\"]\n")
        #expect(try redline(scratch, "preview").status == 0)
        #expect(try redline(scratch, "preview", "--only", "context-managed-files").status == 1)
        #expect(try redline(scratch, "preview", "--skip", "context-managed-files").status == 0)
    }

    @Test func previewWalksWhereThereIsNoRepository() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        for name in ["a.py", "site-packages/b.py", ".hidden/c.py", "node_modules/d.py", "e/pyvenv.cfg", "e/f.py"] {
            try scratch.write(name, Self.leak)
        }
        try FileManager.default.createSymbolicLink(atPath: scratch.path + "/loop", withDestinationPath: ".")
        let outcome = try redline(scratch, "preview")
        #expect(
            outcome.output.split(separator: "\n").filter { $0.hasPrefix("diff --git") } == ["diff --git a/a.py b/a.py"])
    }

    @Test func badInputIsNamedAndLeftAlone() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("two.py", "print open('a')\n")
        try scratch.write("bad.py", "open(\n")
        try Data(Array("open(p) # ".utf8) + [0xFF]).write(to: URL(fileURLWithPath: scratch.path + "/binary.py"))
        try scratch.run("/usr/bin/env", ["mkfifo", "pipe.py"])
        let outcome = try redline(scratch, "preview")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("two.py:1:7: Python 2 (the print statement)"))
        #expect(outcome.errors.contains("bad.py:1:5: '(' was never closed"))
        #expect(outcome.errors.contains("binary.py:1:11: not UTF-8"))
        for (name, message) in [("pipe.py", "not a regular file"), ("two.py", "Python 2"), ("binary.py", "not UTF-8")] {
            let named = try redline(scratch, "preview", name)
            #expect(named.status == 2, "\(name)")
            #expect(named.errors.contains(message), "\(name)")
        }
    }

    @Test(arguments: [
        ["preview", "--nonsense"], ["preview", "missing.py"], ["preview", "--rev", "nowhere"],
        ["preview", "--only", "nothing"],
        ["preview", "--format", "xml"], ["apply"], ["apply", "--branch", "x", "--in-place"],
        ["apply", "--branch", "main"],
        ["apply", "--branch", "x", "nothing.py"], ["preview", "--rev", "HEAD", "nothing.py"], ["catalogue", "nothing"],
        ["snapshot", "verify", "nowhere"], ["nonsense"],
    ])
    func errorsExitWithTwoAndSayWhatToDo(_ arguments: [String]) throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, arguments)
        #expect(outcome.status == 2, "\(arguments)")
        #expect(!outcome.errors.isEmpty, "\(arguments)")
        #expect(try scratch.git("status", "--porcelain") == "")
    }

    @Test func badConfigurationIsAnError() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("pyproject.toml", "[tool.redline]\nselekt = []\n")
        let outcome = try redline(scratch, "preview")
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("selekt"))
    }

    @Test func controlCharactersNeverReachTheReport() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("e\u{1B}[31m\u{202E}.py", Self.leak)
        let outcome = try redline(scratch, "preview", "--format", "text")
        #expect(outcome.output.contains("\\u{1b}[31m\\u{202e}.py"))
        #expect(!outcome.output.unicodeScalars.contains("\u{1B}"))
    }

    // MARK: apply

    @Test func applyCommitsToABranchAndTouchesNothingElse() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("a.py", Self.leak + "# edited\n")
        try scratch.write("untracked.py", Self.leak)
        let before = try scratch.git("status", "--porcelain=v2", "--branch")
        let outcome = try redline(scratch, "apply", "--branch", "fix/audit")
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(outcome.output.contains("a.py has uncommitted changes"))
        #expect(try scratch.git("status", "--porcelain=v2", "--branch") == before)
        #expect(try scratch.git("show", "fix/audit:a.py") == Self.mended)
        #expect(try scratch.git("fsck", "--strict") == "")
        #expect(try redline(scratch, "apply", "--branch", "fix/audit").errors.contains("nothing to fix"))
    }

    @Test func applyNeedsAnIdentity() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("config", "--unset", "user.name")
        try scratch.git("config", "--unset", "user.email")
        let home = ["HOME": scratch.path, "XDG_CONFIG_HOME": scratch.path]
        let outcome = try redline(scratch, "apply", "--branch", "x", environment: home)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("git config --global user.name"))
        #expect(try scratch.git("branch", "--list", "x") == "")
    }

    @Test func applyInPlaceRefusesUncommittedChanges() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let file = scratch.path + "/a.py"
        try scratch.write("a.py", Self.leak + "# edited\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
        let refused = try redline(scratch, "apply", "--in-place")
        #expect(refused.status == 2)
        #expect(refused.errors.contains("--allow-dirty"))
        #expect(scratch.read("a.py") == Self.leak + "# edited\n")
        #expect(try redline(scratch, "apply", "--in-place", "--allow-dirty").status == 0)
        #expect(scratch.read("a.py") == Self.mended + "# edited\n")
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o755)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: scratch.path).allSatisfy { !$0.hasPrefix(".redline") })
    }

    // MARK: catalogue, snapshot

    @Test func catalogueListsAndPrints() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        #expect(try redline(scratch, "catalogue").output.contains("context-managed-files"))
        #expect(try redline(scratch, "catalogue", "fallback-indentation").output.hasPrefix("# fallback-indentation"))
    }

    @Test func snapshotsOfAUsersOwnFolder() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.write("mine/context-managed-files/one/before.py", Self.leak)
        let missing = try redline(scratch, "snapshot", "verify", "mine")
        #expect(missing.status == 1)
        #expect(missing.output.contains("nothing is recorded"))
        #expect(
            try redline(scratch, "snapshot", "record", "mine").output.contains("recorded context-managed-files/one"))
        #expect(try redline(scratch, "snapshot", "verify", "mine").status == 0)
        try scratch.write("mine/context-managed-files/one/before.py", Self.leak.replacing("h", with: "k"))
        let changed = try redline(scratch, "snapshot", "verify", "mine")
        #expect(changed.status == 1)
        #expect(changed.output.contains("+-    k = open(p)"))
    }
}
