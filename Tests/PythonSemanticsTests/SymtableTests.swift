import Foundation
import PythonSemantics
import PythonSyntax
import SourceText
import TestSupport
import Testing

/// Scopes and their own names against CPython's `symtable`, on the fixtures of the parser and of this suite.
@Suite struct SymtableTests {
    private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()

    /// Prints each scope as `kind name line`, then its own names; comprehensions are told by their line only.
    private static let program = """
        import sys, symtable
        def dump(table, depth):
            own = sorted(s.get_name() for s in table.get_symbols() if s.is_local() and not s.get_name().startswith('.'))
            if table.get_name() not in ('listcomp', 'setcomp', 'dictcomp', 'genexpr'):
                print(table.get_type(), table.get_lineno() if depth else 0, ' '.join(own))
            for child in table.get_children(): dump(child, depth + 1)
        for path in sys.argv[1:]:
            try: table = symtable.symtable(open(path, encoding='utf-8-sig').read(), path, 'exec')
            except Exception: continue
            print('file', path)
            dump(table, 0)
        """

    @Test func agreesWithCPython() throws {
        let scratch = try Scratch()
        defer { scratch.remove() }
        let folder = Self.tests.appendingPathComponent("PythonSyntaxTests/Fixtures/accept")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".py") }.map { folder.path + "/" + $0 }
        try scratch.write("dump.py", Self.program)
        let outcome = try scratch.run(Scratch.python, ["dump.py"] + files)
        var compared = 0
        for section in outcome.output.components(separatedBy: "file /").dropFirst() {
            let lines = section.split(separator: "\n").map(String.init)
            let path = "/" + lines[0]
            let source = try SourceText(fileBytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: path))))
            guard let tree = try? SyntaxTree(parsing: source) else { continue }
            let own = Self.describe(SemanticModel(tree)).sorted()
            #expect(own == lines.dropFirst().sorted(), "\(path)")
            compared += 1
        }
        #expect(compared > 60)
    }

    private static func describe(_ model: SemanticModel) -> [String] {
        let table = LineTable(model.tree.source)
        return model.allScopes.compactMap { scope in
            guard scope.kind != .comprehension, scope.kind != .typeParameters else { return nil }
            let names = scope.variables.map(\.name).sorted().joined(separator: " ")
            let kind = scope.kind == .lambda ? "function" : "\(scope.kind)"
            let line = scope.kind == .module ? 0 : table.position(of: Self.headStart(scope.node)).line
            return "\(kind) \(line) \(names)"
        }
    }

    /// CPython counts a decorated definition from its first decorator or from `def`, by version: from `def` since 3.8.
    private static func headStart(_ node: Syntax) -> Int {
        guard let last = node.children(.decorator).last else { return node.start }
        return node.tree.tokens[last.tokenRange.upperBound + 1].range.lowerBound
    }
}
