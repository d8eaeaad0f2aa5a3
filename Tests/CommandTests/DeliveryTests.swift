import Foundation
import TestSupport
import Testing

/// `redline apply --branch` with tests, a formatter, several branches.
@Suite struct DeliveryTests {
    private static let leaks = """
        def first(path):
            f = open(path)
            data = f.read()
            return data


        def second(path):
            g = open(path)
            data = g.read()
            return data

        """
    private static let other = """
        def third(path):
            h = open(path)
            data = h.read()
            return data

        """

    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/a.py", Self.leaks)
        try scratch.write("app/b.py", Self.other)
        // Succeeds only if 'second' is as it was: such tests exist.
        try scratch.write(
            "tests.py",
            """
            import inspect, pathlib
            from app import a, b

            assert a.first(__file__) and b.third(__file__)
            assert "with" not in inspect.getsource(a.second), "second has changed"

            """)
        try scratch.write("app/__init__.py", "")
        try scratch.commit("Start")
        return scratch
    }

    @discardableResult
    private func redline(_ scratch: Scratch, _ arguments: String...) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, arguments)
    }

    // MARK: --verify

    @Test func fixesThatBreakTheTestsAreLeftOut() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--verify", "python3 tests.py")
        #expect(outcome.status == 0)
        #expect(outcome.output.contains("verified: 2 of 3 fixes with 'python3 tests.py'"))
        #expect(outcome.errors.contains("warning: app/a.py:8:5: left out: 'python3 tests.py' fails"))
        let patch = try scratch.git("diff", "main", "fix")
        #expect(patch.contains("with open(path) as f") && patch.contains("with open(path) as h"))
        #expect(!patch.contains("with open(path) as g"))
        let log = try #require(outcome.errors.split(separator: "\n").first { $0.contains("left out: '") })
        let file = String(try #require(log.split(separator: " ").last))
        #expect(try String(contentsOfFile: file, encoding: .utf8).contains("second has changed"))
        #expect(try scratch.git("status", "--porcelain").isEmpty)
        #expect(try scratch.git("worktree", "list").split(separator: "\n").count == 1)
    }

    /// Tests that run another copy of the code notice nothing.
    @Test func whatTestsDoNotExerciseIsNamed() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("tests.py", "from app import a\na.first(__file__)\n")
        try scratch.commit("Test less")
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--verify", "python3 tests.py")
        #expect(outcome.status == 0 && outcome.output.contains("verified: 3 of 3 fixes"))
        #expect(outcome.output.contains("not exercised: app/b.py:2\n"))
        #expect(!outcome.output.contains("not exercised: app/a.py"))
    }

    @Test func testsMustSucceedWithoutFixes() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--verify", "echo broken; exit 3")
        #expect(outcome.status == 2 && outcome.errors.contains("(exit code 3)"))
        #expect(try scratch.git("branch", "--list", "fix").isEmpty)
    }

    /// The copy is a repository with the commit, and has nothing that is not committed.
    @Test func testsRunInACleanClone() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("scratch.txt", "")
        let command =
            "test ! -e scratch.txt && test \"$(git rev-parse HEAD)\" = \(try scratch.git("rev-parse", "HEAD"))"
            .replacingOccurrences(of: "\n", with: "")
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--verify", command)
        #expect(outcome.status == 0)
    }

    @Test func withoutRoomForACopyNothingIsWritten() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let script = "TMPDIR=/nonexistent exec \(Scratch.redline) apply --branch fix --verify true"
        let outcome = try scratch.run("/bin/sh", ["-c", script])
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("cannot make a temporary folder in '/nonexistent': No such file or directory"))
        #expect(outcome.errors.contains("try: set TMPDIR"))
        #expect(try scratch.git("branch", "--list", "fix").isEmpty)
    }

    /// Tests may do as they like with the repository that they run in, even under a hook of the user's.
    @Test func testsDoNotReachTheRepository() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let script = """
            export GIT_DIR=\(scratch.path)/.git GIT_INDEX_FILE=\(scratch.path)/.git/index
            exec \(Scratch.redline) apply --branch fix --verify 'git checkout -q -b mine-$$ && git rm -q --cached --ignore-unmatch tests.py'
            """
        let outcome = try scratch.run("/bin/sh", ["-c", script])
        #expect(outcome.status == 0 && outcome.output.contains("verified: 3 of 3 fixes"))
        #expect(try scratch.git("branch", "--list", "mine-*").isEmpty)
        #expect(try scratch.git("status", "--porcelain").isEmpty)
    }

    /// A shell ends with this code after Ctrl-C, unless it ignores the signal.
    @Test func whoInterruptsTheTestsInterruptsRedline() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--verify", "exit 130")
        #expect(outcome.status == 130)
        #expect(try scratch.git("branch", "--list", "fix").isEmpty)
    }

    // MARK: --format

    @Test func onlyFormattedFilesAreFormatted() throws {
        let scratch = try project()
        defer { scratch.remove() }
        // Leaves a.py as it is; would put a line before b.py.
        try scratch.write("app/b.py", "# unformatted\n" + Self.other)
        try scratch.commit("Comment")
        let formatter = "sed -e 's/# unformatted/# formatted/' -e 's/^    with open(path)/    with open( path )/'"
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--format", formatter)
        #expect(outcome.status == 0)
        #expect(try scratch.git("show", "fix:app/a.py").contains("with open( path ) as f"))
        #expect(try scratch.git("show", "fix:app/b.py").hasPrefix("# unformatted\n"))
        #expect(try scratch.git("show", "fix:app/b.py").contains("with open(path) as h"))
    }

    @Test(arguments: [
        ("cat >/dev/null; echo no >&2; exit 4", "(exit code 4): no"), ("sed s/open/shut/", ""),
        ("cat; echo '('", "not the same code"),
    ])
    func aFormatterThatBreaksCodeIsRefused(_ command: String, _ message: String) throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--format", command)
        if command.hasPrefix("cat >") {
            #expect(outcome.status == 2 && outcome.errors.contains(message))
        } else {
            // It changes files before the fixes, too: they are not formatted.
            #expect(outcome.status == 0)
            #expect(try scratch.git("show", "fix:app/a.py").contains("with open(path) as f"))
        }
    }

    // MARK: --split

    @Test func ownersGetBranchesOfTheirOwn() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write(".github/CODEOWNERS", "app/a.py @org/api\n")
        try scratch.commit("Owners")
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--split", "owner")
        #expect(outcome.status == 0)
        let branches = try scratch.git("for-each-ref", "--format=%(refname:short)", "refs/heads/fix")
        #expect(branches == "fix/org-api\nfix/unowned\n")
        #expect(try scratch.git("diff", "--name-only", "main", "fix/org-api") == "app/a.py\n")
        #expect(try scratch.git("diff", "--name-only", "main", "fix/unowned") == "app/b.py\n")
        let again = try redline(scratch, "apply", "--branch", "fix", "--split", "owner")
        #expect(again.status == 2 && again.errors.contains("'fix/org-api' exists"))
    }

    @Test func withoutOwnersNothingIsWritten() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--split", "owner")
        #expect(outcome.status == 2 && outcome.errors.contains("no CODEOWNERS file"))
        #expect(try redline(scratch, "apply", "--branch", "fix", "--split", "codemod").status == 0)
        #expect(try scratch.git("branch", "--list", "fix/*").contains("fix/context-managed-files"))
    }

    // MARK: Few, none, and as JSON

    @Test func aDryRunWritesNothing() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--dry-run", "--max-fixes", "2")
        #expect(outcome.status == 0 && outcome.output.contains("branch fix would be created"))
        #expect(outcome.output.hasSuffix("nothing was written\n"))
        #expect(outcome.errors.contains("note: 1 fix left out by --max-fixes"))
        #expect(try scratch.git("branch", "--list", "fix").isEmpty)
        let inPlace = try redline(scratch, "apply", "--in-place", "--dry-run")
        #expect(inPlace.status == 0 && inPlace.output.contains("would fix app/a.py"))
        #expect(try scratch.git("status", "--porcelain").isEmpty)
    }

    @Test func programsReadWhatWasWritten() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--json", "--max-fixes", "2")
        let report = try #require(
            JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let branch = try #require((report["branches"] as? [[String: Any]])?.first)
        let commit = try #require((branch["commits"] as? [[String: Any]])?.first)
        #expect(branch["name"] as? String == "fix" && (commit["findings"] as? [String])?.count == 2)
        #expect(try scratch.git("rev-parse", "fix") == (commit["id"] as? String ?? "") + "\n")
    }

    // MARK: Reverting

    /// A loop is indented by the first commit, and a statement in it changed by the second one.
    private static let entangled = """
        from sqlalchemy import Column, Integer, String, create_engine
        from sqlalchemy.orm import Session, declarative_base, sessionmaker

        SessionLocal = sessionmaker(create_engine("postgresql:///sample"))
        Base = declarative_base()


        class Role(Base):
            __tablename__ = "roles"
            id = Column(Integer, primary_key=True)
            name = Column(String, unique=True, nullable=False)


        def ensure_roles(db: Session, path: str):
            source = open(path)
            for line in source:
                name = line.strip()
                role = db.query(Role).filter(Role.name == name).first()
                if role is None:
                    role = Role(name=name)
                    db.add(role)
                    db.commit()
            source.close()

        """

    @Test func whatCannotBeRevertedAloneIsNamed() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("app/roles.py", Self.entangled)
        try scratch.commit("Roles")
        let outcome = try redline(scratch, "apply", "--branch", "fix")
        let commits = try scratch.git("log", "--format=%h", "--abbrev=10", "main..fix").split(separator: "\n").map(
            String.init)
        #expect(commits.count == 2)
        for commit in commits {
            try scratch.git("checkout", "--quiet", "--detach", "fix")
            let reverted = try scratch.run("/usr/bin/env", ["git", "revert", "--no-edit", commit])
            #expect(
                (reverted.status != 0)
                    == outcome.output.contains("note: \(commit) cannot be reverted alone: later commits change"))
            if reverted.status != 0 { try scratch.git("revert", "--abort") }
            try scratch.git("checkout", "--quiet", "--detach", commit)
            let parsed = try scratch.run(Scratch.python, ["-m", "compileall", "-q", "app"])
            #expect(parsed.status == 0, "each commit is Python by itself: \(parsed.errors)")
        }
        #expect(outcome.output.contains("the same lines of app/roles.py"))
    }

    // MARK: Ignored places

    @Test func ignoredPlacesGetComments() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let check = try redline(scratch, "decisions", "check").output.split(separator: "\n")
        let id = String(try #require(check.first { $0.contains("app/a.py:8") }).prefix { $0 != " " })
        try redline(scratch, "decide", id, "ignore", "--reason", "closed by its caller")
        let outcome = try redline(scratch, "apply", "--branch", "fix", "--ignore-comments")
        #expect(outcome.status == 0)
        let text = try scratch.git("show", "fix:app/a.py")
        #expect(text.contains("    g = open(path)  # redline: ignore[context-managed-files] closed by its caller\n"))
        #expect(try scratch.git("log", "-1", "--format=%s", "fix") == "Ignore 1 reviewed finding\n")
        #expect(
            try scratch.git("log", "-1", "--format=%b", "fix").contains(
                "in second: context-managed-files: closed by its caller"))
        try scratch.git("checkout", "--quiet", "fix")
        #expect(try redline(scratch, "preview", "--no-decisions").status == 0)
        #expect(try redline(scratch, "ignore", "--unused").status == 0)
    }

    // MARK: --decisions

    @Test func decisionsMayBeElsewhere() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let check = try redline(scratch, "decisions", "check").output.split(separator: "\n")
        let id = String(try #require(check.first).prefix { $0 != " " })
        #expect(try redline(scratch, "decide", id, "reject", "--decisions", "mine.jsonl").status == 0)
        #expect(try redline(scratch, "decisions", "check").output.split(separator: "\n").count == 3)
        #expect(
            try redline(scratch, "decisions", "check", "--decisions", "mine.jsonl").output.split(separator: "\n").count
                == 2)
        #expect(
            try redline(scratch, "preview", "--decisions", "mine.jsonl").errors.contains(
                "left out by decisions: 1 rejected"))
        let missing = try redline(scratch, "preview", "--decisions", "none.jsonl")
        #expect(missing.status == 2 && missing.errors.contains("'none.jsonl' does not exist"))
        #expect(!FileManager.default.fileExists(atPath: scratch.path + "/.redline"))
    }
}
