import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// A codemod that renames, breaks or loops on request, to test the engine.
private struct TestCodemod: Codemod {
    var document = CodemodDocument(markdown: Array("# test-codemod\n\nTests.\n\nLevel: safe\n".utf8))
    var prefilter = Prefilter(["old1", "old2", "old_", "old\n", "old ", "old,", "old("])
    var edit: @Sendable (Syntax) -> [TextEdit]
    var removedComments: @Sendable (Syntax) -> [Range<Int>] = { _ in [] }

    enum NoReason: String, RefusalReason { case none = "none: nothing" }

    func sites(in file: FileContext) -> [OldName] {
        file.tree.root.subtree.filter { $0.kind == .name && $0.text.hasPrefix("old") }.map(OldName.init)
    }

    func repair(_ site: OldName, in file: FileContext) throws(Refusal<NoReason>) -> Repair? {
        Repair(Fix(.safe, edits: edit(site.node), removedComments: removedComments(site.node)))
    }
}

private struct OldName: DefectSite {
    let node: Syntax
    var place: Range<Int> { node.range }
    var message: String { "old name \(node.text)" }
}

@Suite struct EngineTests {
    private let builtin: @Sendable (Syntax) -> [TextEdit] = { [TextEdit(replacing: $0.range, with: "print")] }

    private func run(_ files: [Path: String], _ edit: @escaping @Sendable (Syntax) -> [TextEdit]) -> RunResult {
        let engine = Engine(codemods: [TestCodemod(edit: edit)], settings: RunSettings())
        return engine.run(Memory(files: files))
    }

    private func text(_ result: RunResult, _ path: Path = "a.py") -> String? {
        result.changes.first { $0.path == path }.map { String(decoding: $0.after, as: UTF8.self) }
    }

    /// Deletes the line of a name with the comment on it.
    private func deletingLines(declaring: Bool) -> TestCodemod {
        TestCodemod(
            edit: { node in
                let start = Layout.lineStart(of: node.start, in: node.tree.source)
                return [TextEdit(deleting: start..<Layout.nextLineStart(of: node.end, in: node.tree.source))]
            },
            removedComments: { node in
                declaring
                    ? node.tree.comments(in: node.end..<Layout.nextLineStart(of: node.end, in: node.tree.source)) : []
            })
    }

    @Test func onlyDeclaredCommentsMayGo() {
        let files: [Path: String] = ["a.py": "old1  # this one\nx = 1  # that one\n"]
        for isDeclared in [true, false] {
            let engine = Engine(codemods: [deletingLines(declaring: isDeclared)], settings: RunSettings())
            #expect(text(engine.run(Memory(files: files))) == (isDeclared ? "x = 1  # that one\n" : nil))
        }
    }

    /// Renames all old names of the file in one fix.
    private struct AtOnce: Codemod {
        var document = CodemodDocument(markdown: Array("# at-once\n\nTests.\n\nLevel: safe\n".utf8))
        var prefilter = Prefilter(["old1"])
        enum NoReason: String, RefusalReason { case none = "none: nothing" }

        func sites(in file: FileContext) -> [OldName] {
            file.tree.root.subtree.filter { $0.kind == .name && $0.text.hasPrefix("old") }.map(OldName.init)
        }

        func repair(_ site: OldName, in file: FileContext) throws(Refusal<NoReason>) -> Repair? {
            let all = sites(in: file)
            let edits = all.map { TextEdit(replacing: $0.place, with: "print") }
            return Repair(Fix(.safe, edits: edits, alsoRepairs: all.map(\.place).filter { $0 != site.place }))
        }
    }

    @Test func oneFixMayRepairSeveralFindings() {
        let engine = Engine(codemods: [AtOnce()], settings: RunSettings())
        let result = engine.run(Memory(files: ["a.py": "old1()\nold2()\nold3()\n"]))
        #expect(text(result) == "print()\nprint()\nprint()\n")
        #expect(result.findings.map(\.position.description) == ["1:1", "2:1", "3:1"])
        let isFixed = result.findings.map { if case .fixed = $0.outcome { true } else { false } }
        #expect(isFixed == [true, true, true])
    }

    @Test func aFixDoesNotRepairASuppressedFinding() {
        let source = "old1()\nold2()  # redline: ignore[at-once]\n"
        let result = Engine(codemods: [AtOnce()], settings: RunSettings()).run(Memory(files: ["a.py": source]))
        #expect(result.changes.isEmpty)
        let isWithdrawn = result.findings.map { if case .withdrawn = $0.outcome { true } else { false } }
        #expect(isWithdrawn == [true])
    }

    /// Renames old names, and adds a line to `shared.py`.
    private struct Sharing: Codemod {
        var document = CodemodDocument(markdown: Array("# sharing\n\nTests.\n\nLevel: safe\n".utf8))
        var prefilter = Prefilter(["old1", "old2"])
        enum NoReason: String, RefusalReason { case none = "none: nothing" }

        func sites(in file: FileContext) -> [OldName] {
            file.tree.root.subtree.filter { $0.kind == .name && $0.text.hasPrefix("old") }.map(OldName.init)
        }

        func repair(_ site: OldName, in file: FileContext) throws(Refusal<NoReason>) -> Repair? {
            let edits = [TextEdit(replacing: site.place, with: "print")]
            guard file.path != "shared.py", file.project.mayEdit("shared.py") else {
                return Repair(Fix(.safe, edits: edits))
            }
            let text = site.node.text == "old2" ? "y = 2\n" : "x = 1\n"
            return Repair(Fix(.safe, edits: edits, otherFiles: ["shared.py": [TextEdit(insertingAt: 0, text)]]))
        }
    }

    private func sharing(_ files: [Path: String]) -> RunResult {
        Engine(codemods: [Sharing()], settings: RunSettings()).run(Memory(files: files))
    }

    @Test func fixesOfSeveralFilesShareTheirEditsOfAnother() {
        let result = sharing(["a.py": "old1()\nold1\n", "b.py": "old1()\n", "shared.py": "z = 3\n"])
        #expect(text(result, "a.py") == "print()\nprint\n")
        #expect(text(result, "b.py") == "print()\n")
        #expect(text(result, "shared.py") == "x = 1\nz = 3\n")
        #expect(result.findings.count == 3)
    }

    @Test func aFixWhoseEditsOfAnotherFileDifferIsWithdrawn() {
        let result = sharing(["a.py": "old1()\n", "b.py": "old2()\n", "shared.py": "z = 3\n"])
        #expect(text(result, "a.py") == "print()\n")
        #expect(text(result, "b.py") == nil)
        #expect(text(result, "shared.py") == "x = 1\nz = 3\n")
    }

    @Test func aFileWithFixesOfItsOwnIsLeftToThem() {
        let result = sharing(["a.py": "old1()\n", "shared.py": "old1()\n"])
        #expect(text(result, "a.py") == "print()\n")
        #expect(text(result, "shared.py") == "x = 1\nprint()\n")
        let late = sharing(["shared.py": "old1()\n", "z.py": "old1()\n"])
        #expect(text(late, "z.py") == "print()\n")
        #expect(text(late, "shared.py") == "print()\n")
    }

    @Test func aLeftOverPlaceOfASharedFileIsFoundOnce() {
        let result = sharing(["a.py": "old1()\n", "shared.py": "z = 3\nx = [\n    # redline: ignore[sharing]\n]\n"])
        #expect(text(result, "shared.py") == "x = 1\nz = 3\nx = [\n    # redline: ignore[sharing]\n]\n")
        #expect(result.findings.count == 1)
    }

    @Test func fixesUntilNothingIsLeft() {
        let result = run(["a.py": "old1(old2(old3))\n", "b.py": "x = 1\n"], builtin)
        #expect(text(result) == "print(print(print))\n")
        #expect(result.changes.count == 1)
        #expect(result.filesParsed == 1)
        #expect(result.findings.map(\.position.description) == ["1:1", "1:6", "1:11"])
    }

    @Test func withdrawsABadFixAndKeepsTheOthers() {
        let result = run(["a.py": "old1\nold_bad\nold2\n"]) {
            [TextEdit(replacing: $0.range, with: $0.text == "old_bad" ? "(" : "print")]
        }
        #expect(text(result) == "print\nold_bad\nprint\n")
        let outcomes = result.findings.map(\.outcome)
        #expect(outcomes.contains { if case .withdrawn(let why) = $0 { why.contains("parse") } else { false } })
    }

    @Test func withdrawsWhatUsesAnUndefinedName() {
        let result = run(["a.py": "old\n"]) { [TextEdit(replacing: $0.range, with: "nowhere")] }
        #expect(result.changes.isEmpty)
        #expect(
            result.findings.contains {
                if case .withdrawn(let why) = $0.outcome { why.contains("nowhere") } else { false }
            })
    }

    @Test func withdrawsWhatLosesACommentOrAString() {
        for line in ["old  # keep\n", "old, 'keep'\n"] {
            let result = run(["a.py": line]) { node in
                [TextEdit(replacing: node.start..<node.tree.source.bytes.count - 1, with: "print")]
            }
            #expect(result.changes.isEmpty, "\(line)")
        }
    }

    /// Each fix is valid only in a text without the other's name, and the first one tried fails.
    @Test func triesAWithdrawnFixAgainInTheNextText() {
        let result = run(["a.py": "old1\nold2\n"]) { node in
            let isFirst = node.text == "old1"
            let other = node.tree.source.string(in: 0..<node.tree.source.bytes.count).contains("old2")
            return [TextEdit(replacing: node.range, with: isFirst && other ? "nowhere" : "print")]
        }
        #expect(result.changes.first?.after == Array("print\nprint\n".utf8))
        #expect(result.findings.allSatisfy { $0.outcome == .fixed(.safe) }, "\(result.findings)")
    }

    @Test func endsWhereAFixMakesItsOwnWork() {
        let result = run(["a.py": "old1 = old2 = 0\nold1\n"]) { [TextEdit(insertingAt: $0.end, "")] }
        #expect(result.changes.isEmpty)
    }

    @Test(arguments: [
        "old  # redline: ignore\n", "old  # redline: ignore[test-codemod]\n",
        "old  # noqa redline: ignore[a, test-codemod]\n",
        "# redline: ignore-file\nold\n", "# redline: ignore-file[test-codemod]\nold\n",
    ])
    func obeysSuppressions(_ line: String) {
        // A comment must begin with the mark.
        let text = line.replacing("# noqa redline", with: "# noqa # redline")
        #expect(run(["a.py": text], builtin).changes.isEmpty, "\(text)")
    }

    @Test(arguments: ["old  # redline: ignore[other]\n", "old  # redline: ignored\n", "old\n# redline: ignore\n"])
    func obeysNothingElse(_ text: String) {
        #expect(run(["a.py": text], builtin).changes.count == 1, "\(text)")
    }

    @Test func namesFilesThatAreNoPython() {
        let result = run(["a.py": "old(\n", "b.py": "print old\n", "c.py": "old\n"], builtin)
        #expect(result.skipped.map(\.reason.code) == ["syntax-error", "python-2"])
        #expect(result.changes.map(\.path) == ["c.py"])
    }

    @Test func givesTheSameResultOnAnyNumberOfThreads() {
        let files = Dictionary(uniqueKeysWithValues: (0..<200).map { (Path("f\($0).py"), "x = 1\nold(old)\n") })
        let results = [1, 2, 8].map { threads in
            Engine(codemods: [TestCodemod(edit: builtin)], settings: RunSettings(threads: threads))
                .run(Memory(files: files))
        }
        let paths = results.map { $0.changes.map(\.path.description) + $0.findings.map { "\($0.path)\($0.position)" } }
        #expect(paths[0] == paths[1])
        #expect(paths[1] == paths[2])
    }
}

/// A finding's identity when lines, depth and neighbours change.
@Suite struct FindingIdentityTests {
    private func identities(_ text: String) -> [FindingIdentity] {
        let engine = Engine(
            codemods: [TestCodemod(edit: { [TextEdit(replacing: $0.range, with: "print")] })], settings: RunSettings())
        return engine.run(Memory(files: ["a.py": text])).findings.map(\.identity)
    }

    @Test func movingAndIndentingKeepsIt() {
        let first = identities("class A:\n    def f(self):\n        x(old1,\n          2)\n")
        let moved = identities(
            "# new\n\nclass A:\n  def g(self): pass\n  def f(self):\n    if y:\r\n      x(old1,\r\n        2)\n")
        #expect(first.count == 1 && first == moved)
        #expect(first.first?.scope == "A.f")
    }

    @Test func anotherStatementPathOrScopeIsAnotherFinding() {
        let base = identities("def f():\n    old1\n")
        for text in ["def g():\n    old1\n", "def f():\n    old1 + 1\n", "old1\n"] {
            #expect(identities(text) != base, "\(text)")
        }
    }

    /// The body of a compound statement does not affect findings in its header.
    @Test func ofACompoundStatementTheHeaderCounts() {
        #expect(identities("if old1:\n    a()\n") == identities("if old1:\n    b()\n"))
        #expect(identities("if old1:\n    a()\n") != identities("if old1 and x:\n    a()\n"))
    }

    @Test func equalFindingsAreCounted() {
        let engine = Engine(
            codemods: [TestCodemod(edit: { [TextEdit(replacing: $0.range, with: "print")] })], settings: RunSettings())
        let found = engine.run(Memory(files: ["a.py": "old1\nold2\nold1\n"])).findings
        #expect(found.map(\.ordinal) == [1, 1, 2])
    }

    /// Earlier fixes do not change the identity of later findings.
    @Test func earlierFixesDoNotChangeIt() {
        let found = identities("old1(old2(old3))\n")
        #expect(found.count == 3 && Set(found).count == 1)
    }
}
