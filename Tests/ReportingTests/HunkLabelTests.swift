import Codemods
import FileSystem
import Reporting
import Rewriting
import SourceText
import Testing

/// The hunks of a patch name the fixes that they belong to.
@Suite struct HunkLabelTests {
    private static let models = """
        from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

        SessionLocal = sessionmaker()


        class Base(DeclarativeBase):
            pass


        class User(Base):
            __tablename__ = "users"
            id: Mapped[int] = mapped_column(primary_key=True)


        class Role(Base):
            __tablename__ = "roles"
            id: Mapped[int] = mapped_column(primary_key=True)

        """

    private static func seed(_ name: String) -> String {
        """
        def seed_\(name.lowercased())():
            with SessionLocal() as db:
                if not db.get(\(name), 1):
                    db.add(\(name)(id=1))
                    db.commit()


        # 1
        # 2
        # 3
        # 4
        # 5
        # 6
        # 7
        # 8


        """
    }

    private static let leak = """
        class Reports:
            def write(self, path):
                f = open(path, "w")
                f.write("x")
                f.close()

        """

    private func headings(_ texts: [Path: String], _ settings: RunSettings = RunSettings(threads: 1)) throws -> [String]
    {
        let result = Engine(codemods: Catalogue.all, settings: settings).run(TextFiles(texts: texts))
        let patch = try PatchReport(includesRefusals: false).text(of: result)
        return String(decoding: patch, as: UTF8.self).split(separator: "\n").filter { $0.hasPrefix("@@") }
            .map { $0.split(separator: "@@ ")[1].description }
    }

    @Test func whatFixesShareNamesThemAll() throws {
        let seeds =
            "from models import Role, SessionLocal, User\n\n# 1\n# 2\n# 3\n# 4\n# 5\n# 6\n# 7\n# 8\n\n\n"
            + Self.seed("User")
            + Self.seed("Role") + Self.leak
        let headings = try headings(["models.py": Self.models, "seeds.py": seeds])
        #expect(
            headings == [
                "try-insert-catch-seeding (review): lines 15, 31",
                "try-insert-catch-seeding (review): line 15 in seed_user",
                "try-insert-catch-seeding (review): line 31 in seed_role",
                "context-managed-files (safe): line 47 in Reports.write",
            ])
    }

    @Test func fixesOfOneHunkStandTogether() throws {
        let leaks = (0..<7).map { "def f\($0)(p):\n    h = open(p)\n    print(h.read())\n    h.close()\n\n\n" }
        let same = try headings(["a.py": leaks.joined()])
        #expect(same == ["context-managed-files (safe): lines 2, 8, 14, 20, 26 and 2 more"])
        let mixed =
            "from models import SessionLocal, User\n\n\ndef seed(p):\n    h = open(p)\n    print(h.read())\n    h.close()\n"
        let both = try headings([
            "models.py": Self.models,
            "b.py": mixed
                + "    with SessionLocal() as db:\n        if not db.get(User, 1):\n            db.add(User(id=1))\n            db.commit()\n",
        ])
        #expect(
            both == [
                "context-managed-files (safe): line 5 in seed; try-insert-catch-seeding (review): line 9 in seed"
            ])
    }

    /// A fix that is not made labels nothing, even if one that is made has the same edits.
    @Test func onlyFixesOfTheRunAreNamed() throws {
        let seeds = "from models import Role, SessionLocal, User\n\n\n" + Self.seed("User") + Self.seed("Role")
        let files = TextFiles(texts: ["models.py": Self.models, "seeds.py": seeds])
        let run = Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).prepare(files)
        let fixes = run.result().findings.compactMap(\.fix)
        #expect(fixes.count == 2)
        let result = run.result(making: .only([fixes[0]]))
        let patch = String(decoding: try PatchReport(includesRefusals: false).text(of: result), as: UTF8.self)
        #expect(patch.contains("(review): line 6 in seed_user") && !patch.contains("23"))
    }

    /// For people, each finding stands before its hunk, and what has no hunk above the file.
    @Test func readersSeeFindingsBeforeTheirHunks() throws {
        let padding = (0..<12).map { "# \($0)\n" }.joined()
        let text =
            "def kept(p):\n    f = open(p)\n    return f\n" + padding + Self.leak + padding + Self.leak
        let result = Engine(codemods: Catalogue.all, settings: RunSettings(threads: 1)).run(
            TextFiles(texts: ["a.py": text]))
        func marks(_ form: PatchReport.Form) throws -> [String] {
            let patch = try PatchReport(includesRefusals: true, form: form).text(of: result)
            return String(decoding: patch, as: UTF8.self).split(separator: "\n")
                .filter { $0.hasPrefix("@@") || $0.hasPrefix("# a.py") || $0.hasPrefix("diff") }
                .map { String($0.split(separator: " ")[$0.hasPrefix("# ") ? 1 : 0]) }
        }
        let findings = ["a.py:2:5:", "a.py:18:9:", "a.py:35:9:"]
        #expect(try marks(.patch) == findings + ["diff", "@@", "@@"])
        #expect(
            try marks(.reading) == [findings[0], "diff", findings[1], "@@", findings[2], "@@"])
        #expect(try marks(.recorded) == marks(.patch))
    }
}
