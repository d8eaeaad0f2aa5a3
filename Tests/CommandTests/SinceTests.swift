import Foundation
import TestSupport
import Testing

/// `preview --since` and `apply --since`: only what is new.
@Suite struct SinceTests {
    private static func reader(_ name: String, mode: String = "") -> String {
        "def \(name)(path):\n    f = open(path\(mode))\n    data = f.read()\n    return data\n"
    }

    /// Two readers with the same statement, committed on main; then a branch is checked out.
    private func project() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.initialize()
        try scratch.write("app/a.py", [Self.reader("first"), Self.reader("second")].joined(separator: "\n\n"))
        try scratch.write("app/b.py", Self.reader("third", mode: ", \"rb\""))
        try scratch.commit("Start")
        try scratch.git("checkout", "--quiet", "-b", "work")
        return scratch
    }

    private func preview(_ scratch: Scratch, _ arguments: String...) throws -> Scratch.Outcome {
        try scratch.run(Scratch.redline, ["preview", "--format", "text", "--since", "main"] + arguments)
    }

    /// The places that are new, as `path:line`.
    private func new(_ scratch: Scratch, _ arguments: String...) throws -> [String] {
        let outcome = try scratch.run(
            Scratch.redline, ["preview", "--format", "text", "--since", "main"] + arguments)
        #expect(outcome.status == (outcome.output.isEmpty ? 0 : 1), "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map {
            $0.split(separator: ":").prefix(2).joined(separator: ":")
        }
    }

    // MARK: What is new

    @Test func onlyWhatWasAddedIsReported() throws {
        let scratch = try project()
        defer { scratch.remove() }
        #expect(try new(scratch) == [])
        try scratch.write("app/c.py", Self.reader("fourth"))
        let outcome = try preview(scratch)
        #expect(outcome.output.hasPrefix("app/c.py:2:5: context-managed-files (safe): "))
        let base = try scratch.git("rev-parse", "main").prefix(7)
        #expect(outcome.errors.hasPrefix("new since main (\(base)): 1 fix in 1 file"), "\(outcome.errors)")
        #expect(outcome.errors.contains("; 3 known\n"))
    }

    /// The revision has gone on, and repaired something: what counts is where the branch began.
    @Test func theMergeBaseCounts() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("checkout", "--quiet", "main")
        try scratch.write("app/b.py", "x = 1\n")
        try scratch.commit("Repair")
        try scratch.git("checkout", "--quiet", "work")
        #expect(try new(scratch) == [])
    }

    @Test func codeThatMovesIsNotNew() throws {
        let scratch = try project()
        defer { scratch.remove() }
        // Lines before it, and another indentation.
        let methods = [Self.reader("first"), Self.reader("second")].joined(separator: "\n\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "    \($0)" }
        try scratch.write("app/a.py", "import os\n\n\nclass Reader:\n" + methods.joined(separator: "\n"))
        #expect(try new(scratch) == [])
        // Another file, which exists already.
        try scratch.write("app/a.py", Self.reader("first"))
        try scratch.write(
            "app/b.py", [Self.reader("third", mode: ", \"rb\""), Self.reader("second")].joined(separator: "\n\n"))
        #expect(try new(scratch) == [])
        #expect(try new(scratch, "app/b.py") == [])
        // A copy is new, and the original stays known.
        try scratch.git("checkout", "--quiet", "app/a.py")
        #expect(try new(scratch) == ["app/b.py:8"])
        #expect(try new(scratch, "app/b.py") == ["app/b.py:8"])
    }

    @Test func renamedFilesAndFunctionsAreNotNew() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("mv", "app/a.py", "app/readers.py")
        #expect(try new(scratch) == [])
        // Renamed and edited: a new function with the same statement, and one of the old ones has another name.
        let text = [Self.reader("first"), Self.reader("other"), Self.reader("added", mode: ", \"rb\"")]
        try scratch.write("app/readers.py", text.joined(separator: "\n\n"))
        #expect(try new(scratch) == ["app/readers.py:14"])
        try scratch.git("add", "--all")
        try scratch.git("commit", "--quiet", "--message", "Rename")
        #expect(try new(scratch) == ["app/readers.py:14"])
        #expect(try new(scratch, "--rev", "HEAD") == ["app/readers.py:14"])
    }

    @Test func reformattedCodeIsNotNew() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let text = scratch.read("app/b.py").replacing(
            "open(path, \"rb\")", with: "open(\n        path,\n        'rb',\n    )")
        #expect(text != scratch.read("app/b.py"))
        try scratch.write("app/b.py", text)
        #expect(try new(scratch) == [])
        try scratch.write("app/b.py", text.replacing("'rb'", with: "'r+b'"))
        #expect(try new(scratch) == ["app/b.py:2"])
    }

    /// Of equal statements in one function, as many are known as there were: those on lines that have not changed.
    @Test func equalStatementsAreCounted() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        let one = "    f = open(path)\n    print(f.read())\n"
        try scratch.write("a.py", "def f(path):\n" + one + "    print(1)\n" + one)
        try scratch.commit("Start")
        try scratch.git("checkout", "--quiet", "-b", "work")
        #expect(try new(scratch) == [])
        try scratch.write(
            "a.py", "def f(path):\n    print(0)\n" + one + "    print(2)\n" + one + "    print(1)\n" + one)
        #expect(try new(scratch).count == 1)
        try scratch.write("a.py", "def f(path):\n" + one)
        #expect(try new(scratch) == [])
    }

    private static let models = """
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

        SessionLocal = sessionmaker()


        class Base(DeclarativeBase):
            pass


        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)
            name: Mapped[str] = mapped_column()

        """
    private static let seed = """
        from models import SessionLocal, User


        def seed():
            with SessionLocal() as db:
                if not db.query(User).filter(User.name == "a").first():
                    db.add(User(name="a"))
                    db.commit()

        """

    /// The file that has the finding is the same as before.
    @Test func anotherFileMayMakeAFindingNew() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("seed.py", Self.seed)
        try scratch.write("models.py", "from sqlalchemy.orm import sessionmaker\nSessionLocal = sessionmaker()\n")
        try scratch.commit("Start")
        try scratch.git("checkout", "--quiet", "-b", "work")
        try scratch.write("models.py", Self.models.replacing("mapped_column()", with: "mapped_column(unique=True)"))
        #expect(try scratch.run(Scratch.redline, ["preview", "--format", "text"]).output.hasPrefix("seed.py:6:"))
        #expect(try new(scratch) == ["seed.py:6"])
        #expect(try new(scratch, "seed.py") == ["seed.py:6"])
        #expect(try new(scratch, "models.py") == [])
    }

    /// Places that are left alone are compared as well.
    @Test func refusalsAreNewOrKnown() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        try scratch.initialize()
        try scratch.write("seed.py", Self.seed)
        try scratch.write("models.py", Self.models)
        try scratch.commit("Start")
        try scratch.git("checkout", "--quiet", "-b", "work")
        #expect(try scratch.run(Scratch.redline, ["preview", "--refusals"]).output.contains("(refused, "))
        #expect(try preview(scratch, "--refusals").output == "")
        try scratch.write("again.py", Self.seed.replacing("\"a\"", with: "\"b\""))
        #expect(try preview(scratch, "--refusals").output.hasPrefix("again.py:6:"))
    }

    /// Selecting a codemod makes nothing new.
    @Test func theConfigurationOfTheRunHoldsForBoth() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("pyproject.toml", "[tool.redline]\nselect = [\"fallback-indentation\"]\n")
        try scratch.commit("Configure")
        try scratch.git("branch", "--force", "main", "HEAD")
        try scratch.write("pyproject.toml", "[tool.redline]\nlevel = \"review\"\n")
        #expect(try scratch.run(Scratch.redline, ["preview"]).status == 1)
        #expect(try new(scratch) == [])
        #expect(try new(scratch, "--only", "context-managed-files", "--level", "safe") == [])
    }

    @Test func onlyChangedLinesCount() throws {
        let scratch = try project()
        defer { scratch.remove() }
        // The close is gone, so that the opening is new, on a line that has not changed.
        try scratch.write("app/c.py", "def f(p):\n    h = open(p)\n    x = h.read()\n    return x\n")
        try scratch.write("app/d.py", "def g(p):\n    with open(p) as h:\n        return h.read()\n")
        try scratch.commit("More")
        try scratch.git("branch", "--force", "main", "HEAD")
        try scratch.write("app/d.py", "def g(p):\n    h = open(p)\n    return h.read()\n")
        #expect(try new(scratch, "--lines") == ["app/d.py:2"])
        try scratch.git("mv", "app/c.py", "app/e.py")
        try scratch.write("app/e.py", "def f(p):\n    h = open(p)\n    x = h.read()\n    return x\n" + "\n\nx = 1\n")
        #expect(try new(scratch, "--lines") == ["app/d.py:2"])
        #expect(try scratch.run(Scratch.redline, ["preview", "--lines"]).status == 2)
    }

    @Test func standardInputStandsForItsFile() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let text = [Self.reader("first"), Self.reader("second"), Self.reader("more", mode: ", \"a+\"")]
            .joined(separator: "\n\n")
        let arguments = ["preview", "--format", "text", "--since", "main", "-"]
        let outcome = try scratch.run(
            Scratch.redline, arguments + ["--stdin-filename", "app/a.py"], input: text)
        #expect(outcome.output.hasPrefix("app/a.py:14:"), "\(outcome.errors)")
        #expect(outcome.output.split(separator: "\n").count == 1)
        let unnamed = try scratch.run(Scratch.redline, arguments, input: text)
        #expect(unnamed.status == 2 && unnamed.errors.contains("--stdin-filename"))
    }

    @Test func jsonNamesTheBase() throws {
        let scratch = try project()
        defer { scratch.remove() }
        let outcome = try scratch.run(Scratch.redline, ["preview", "--format", "json", "--since", "main"])
        let object = try #require(
            try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        let since = try #require(object["since"] as? [String: Any])
        #expect(since["revision"] as? String == "main" && since["known"] as? Int == 3)
        #expect(try since["commit"] as? String == scratch.git("rev-parse", "main").trimmingCharacters(in: .newlines))
        #expect((object["findings"] as? [Any])?.isEmpty == true)
    }

    // MARK: Only new fixes are made

    @Test func applyMakesOnlyNewFixes() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.write("app/c.py", Self.reader("fourth"))
        try scratch.commit("More")
        #expect(try scratch.run(Scratch.redline, ["apply", "--branch", "fix", "--since", "main"]).status == 0)
        #expect(try scratch.git("diff", "--name-only", "work", "fix") == "app/c.py\n")
        #expect(try scratch.run(Scratch.redline, ["apply", "--in-place", "--since", "main"]).status == 0)
        #expect(try scratch.git("diff", "--name-only") == "app/c.py\n")
        #expect(scratch.read("app/c.py").contains("with open(path) as f:"))
    }

    // MARK: No base

    @Test func whatIsMissingIsSaid() throws {
        let scratch = try project()
        defer { scratch.remove() }
        func errors(_ revision: String, in folder: Scratch) throws -> String {
            let outcome = try folder.run(Scratch.redline, ["preview", "--since", revision])
            #expect(outcome.status == 2 && outcome.output == "")
            return outcome.errors
        }
        #expect(try errors("origin/main", in: scratch).contains("try: git fetch origin main"))
        try scratch.git("checkout", "--quiet", "--orphan", "other")
        try scratch.commit("Unrelated")
        #expect(try errors("main", in: scratch).contains("have no common ancestor"))
        let outside = try Scratch()
        defer { outside.remove() }
        try outside.write("a.py", Self.reader("f"))
        #expect(try errors("main", in: outside).contains("is not in a git repository"))
    }

    @Test func shallowClonesSayWhatToFetch() throws {
        let scratch = try project()
        defer { scratch.remove() }
        try scratch.git("checkout", "--quiet", "main")
        try scratch.commit("Before")
        try scratch.git("branch", "--force", "work", "main")
        for branch in ["main", "work"] {
            try scratch.git("checkout", "--quiet", branch)
            for number in 1...3 { try scratch.commit("\(branch) \(number)") }
        }
        try scratch.git("checkout", "--quiet", "main")
        try scratch.git("clone", "--quiet", "--depth", "1", "--no-single-branch", "file://\(scratch.path)", "clone")
        func preview() throws -> Scratch.Outcome {
            try scratch.run(
                "/usr/bin/env", ["-C", "clone", Scratch.redline, "preview", "--since", "origin/work"])
        }
        let outcome = try preview()
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("the clone is shallow"))
        #expect(outcome.errors.contains("git fetch --unshallow") && outcome.errors.contains("fetch-depth: 0"))
        // The merge base is the last commit that was fetched: its parents are not looked for.
        try scratch.git("-C", "clone", "fetch", "--quiet", "--depth", "4")
        #expect(try preview().status == 0)
        try scratch.git("-C", "clone", "fetch", "--quiet", "--unshallow")
        #expect(try preview().status == 0)
    }
}
