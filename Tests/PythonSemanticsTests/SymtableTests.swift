import Foundation
import PythonSemantics
import PythonSyntax
import SourceText
import TestSupport
import Testing

/// Compares scopes and their local, free and global names with CPython's `symtable`, on the fixtures of this suite
/// and of the parser.
@Suite struct SymtableTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// Python 3.12 merges comprehensions into the scopes around them (PEP 709).
    private static let hasComprehensionScopes: Bool = {
        let question = "import sys; sys.exit(sys.version_info >= (3, 12))"
        guard let scratch = try? Scratch() else { return false }
        defer { scratch.remove() }
        return (try? scratch.run(Scratch.python, ["-c", question]))?.status == 0
    }()

    @Test(
        .enabled(if: hasComprehensionScopes, "needs a python3 older than 3.12"),
        arguments: [("PythonSemanticsTests/Fixtures", 15), ("PythonSyntaxTests/Fixtures/accept", 60)])
    func agreesWithCPython(_ folder: String, _ least: Int) throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let folder = Self.tests.appendingPathComponent(folder)
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".py") }.map { folder.appendingPathComponent($0).path }
        let oracle = Self.tests.appendingPathComponent("Oracles/symtable_dump.py").path
        let outcome = try scratch.run(Scratch.python, [oracle] + files)
        try #require(outcome.status == 0, "\(outcome.errors)")
        var compared = 0
        for (path, scopes) in ScopeDigest.files(inDump: outcome.output) {
            let source = try SourceText(fileBytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
            guard let tree = try? SyntaxTree(parsing: source) else { continue }
            let own = ScopeDigest.scopes(of: SemanticModel(tree)).map(\.description).sorted()
            let cpython = scopes.map(\.description).sorted()
            #expect(own == cpython, "\(path): \(own.filter { !cpython.contains($0) })")
            compared += 1
        }
        #expect(compared >= least)
    }
}
