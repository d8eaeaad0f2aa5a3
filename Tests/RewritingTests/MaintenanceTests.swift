import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

/// Files that nobody wants changed.
@Suite struct MaintenanceTests {
    private func isMaintained(_ path: Path, _ text: String, _ others: [Path: String] = [:]) throws -> Bool {
        let index = ProjectIndex(Texts(files: others.merging([path: text]) { $1 }))
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        return FileContext(path: path, tree: tree, settings: FileSettings(), project: index).isMaintained
    }

    @Test func toolsOfOthers() throws {
        let top = "__author__ = 'A. Uthor'\n__version__ = '0.6.8'\n"
        let home = "\"\"\"\nPublic domain, https://example.org\n\"\"\"\n"
        #expect(try !isMaintained("bin/pdf-parser.py", top + home))
        #expect(try !isMaintained("lib/parser.py", "# Copyright A. Uthor\n" + top))
        #expect(try isMaintained("app/parser.py", top + home))
        #expect(try isMaintained("bin/parser.py", top))
        #expect(try isMaintained("bin/parser.py", "__version__ = '0.6.8'\n" + home))
        #expect(try isMaintained("bin/parser.py", "__author__ = 'A. Uthor'\n__version__ = version()\n" + home))
        #expect(try isMaintained("lib/__init__.py", top + home))
    }

    @Test func patchesThatHaveBeenMade() throws {
        let patch = "text = open('app/main.py').read()\nopen('app/main.py', 'w').write(text.replace('a', 'b'))\n"
        let loop =
            "paths = ['app/main.py', 'main.py']\nfor path in paths:\n    text = open(path).read()\n"
            + "    open(path, 'w').write(text)\n"
        let app: [Path: String] = ["app/main.py": "a = 1\n"]
        #expect(try !isMaintained("fix.py", patch, app))
        #expect(try !isMaintained("fix.py", loop, app))
        #expect(
            try !isMaintained(
                "fix.py", "p = 'app/main.py'\nwith open(p) as f:\n    t = f.read()\nopen(p, 'w').write(t)\n", app))
        #expect(try isMaintained("fix.py", patch))
        #expect(
            try isMaintained("fix.py", "text = open('app/main.py').read()\nopen('out.txt', 'w').write(text)\n", app))
        #expect(try isMaintained("fix.py", "open('app/main.py', 'w').write('a = 1')\n", app))
        #expect(try isMaintained("fix.py", patch, app.merging(["run.py": "import fix\n"]) { $1 }))
        #expect(try !isMaintained("fix.py", patch, app.merging(["run.py": "# fix this\n"]) { $1 }))
    }
}
