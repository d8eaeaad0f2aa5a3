import FileSystem
import PythonSemantics
import PythonSupport
import PythonSyntax
import SourceText
import Testing

@Suite struct OutsideNamesTests {
    private static let files: [Path: String] = ["app/users.py": "", "app/crud/__init__.py": ""]

    /// The functions in a file's calls that are certainly none of the project's.
    private static func outside(_ text: String) throws -> [String] {
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        let nodes = NodeIndex(tree)
        let names = OutsideNames(nodes, at: "app/main.py", in: SampleProject(files).index)
        return nodes.all(.call).filter(names.contains(functionOf:)).compactMap { $0.child(.function)?.text }
    }

    @Test func builtinsAndWhatComesFromElsewhere() throws {
        let text = """
            import torch.nn as nn
            import torch.cuda
            from alembic import op
            isinstance(a, b); nn.Linear(1); torch.arange(2); op.create_index("i")
            """
        #expect(try Self.outside(text) == ["isinstance", "nn.Linear", "torch.arange", "op.create_index"])
    }

    @Test func modulesOfTheProjectAndRelativeImports() throws {
        let text = """
            from app import users, crud as c
            from .missing import find
            import app.users
            users.get(1); c.get(2); find(3); app.users.get(4)
            """
        #expect(try Self.outside(text) == [])
    }

    @Test func anythingThatTheFileMayDefineItself() throws {
        let text = """
            from torch import load, save
            try:
                from app.users import load
            except ImportError:
                pass
            def save(row): ...
            load(1); save(2); self.get(3); unknown(4); table[0].get(5)
            """
        #expect(try Self.outside(text) == [])
    }
}
