import FileSystem
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// Replaces names by others.
private struct Renaming: Codemod {
    let document: CodemodDocument
    let prefilter: Prefilter
    let names: [String: String]

    enum NoReason: String, RefusalReason { case none = "none: nothing" }

    init(_ id: String, _ names: [String: String]) {
        document = CodemodDocument(markdown: Array("# \(id)\n\nTests.\n\nLevel: safe\n".utf8))
        prefilter = Prefilter(anyOf: [["worst"], ["min("], ["print"]])
        self.names = names
    }

    func sites(in file: FileContext) -> [Name] {
        file.tree.root.subtree.filter { $0.kind == .name && names[$0.text] != nil }.map(Name.init)
    }

    func repair(_ site: Name, in file: FileContext) throws(Refusal<NoReason>) -> Repair? {
        names[site.node.text].map { Repair(Fix(.safe, edits: [TextEdit(replacing: site.place, with: $0)])) }
    }
}

private struct Name: DefectSite {
    let node: Syntax
    var place: Range<Int> { node.range }
    var message: String { "old name \(node.text)" }
}

@Suite struct PreparedRunTests {
    private static let files: [Path: String] = ["a.py": "worst(min)\nmin(1)\n", "b.py": "worst()\n"]

    private let run: PreparedRun = Engine(
        codemods: [
            Renaming("first-rule", ["worst": "min", "min": "print"]), Renaming("second-rule", ["print": "open"]),
        ],
        settings: RunSettings()
    ).prepare(Memory(files: Self.files))

    private func place(_ codemod: String, _ path: Path, _ offset: Int) -> FixPlace {
        FixPlace(codemod: codemod, path: path, offset: offset)
    }

    private func texts(_ changes: [FileChange]) -> [Path: String] {
        Dictionary(uniqueKeysWithValues: changes.map { ($0.path, String(decoding: $0.after, as: UTF8.self)) })
    }

    @Test func allFixesAreMade() {
        #expect(texts(run.result().changes) == ["a.py": "open(open)\nopen(1)\n", "b.py": "open()\n"])
    }

    @Test func aFixIsMadeAloneAndToItsEnd() {
        let fix = place("first-rule", "a.py", 0)
        let part = run.changes(making: [fix])
        #expect(texts(part.files) == ["a.py": "print(min)\nmin(1)\n"])
        #expect(part.made == [fix])
    }

    @Test func whatExistsOnlyWithAnotherFixIsNotMadeAlone() {
        let (first, second) = (place("first-rule", "b.py", 0), place("second-rule", "b.py", 0))
        let alone = run.changes(making: [second])
        #expect(alone.files.isEmpty && alone.made.isEmpty)
        let both = run.changes(making: [first, second])
        #expect(texts(both.files) == ["b.py": "open()\n"])
        #expect(both.made == [first, second])
    }

    @Test func partsDoNotDependOnEarlierParts() {
        let fix = place("first-rule", "a.py", 6)
        let before = texts(run.changes(making: [fix]).files)
        _ = run.result()
        #expect(before == ["a.py": "worst(print)\nmin(1)\n"])
        #expect(texts(run.changes(making: [fix]).files) == before)
    }

    @Test func whatIsNotChosenIsLeftOut() {
        let result = run.result(making: .allBut([place("first-rule", "b.py", 0)]))
        #expect(texts(result.changes) == ["a.py": "open(open)\nopen(1)\n"])
        let leftOut = result.findings.filter { $0.outcome == .leftOut(.safe) }
        #expect(leftOut.map(\.path) == ["b.py"])
        #expect(leftOut.allSatisfy { $0.fix == nil })
    }

    @Test func findingsNameTheirFix() {
        let fixes = Set(run.result().findings.compactMap(\.fix))
        #expect(fixes.count == 8)
        #expect(fixes.filter { $0.codemod == "first-rule" }.map { $0.offset }.sorted() == [0, 0, 6, 11])
    }
}
