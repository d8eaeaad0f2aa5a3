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

    @Test func packagesOfOthers() throws {
        let header = "# Copyright (C) 2005-2010 Michael Foord, Nicola Larosa\n# Released subject to the BSD License\n"
        let main: [Path: String] = ["Main.py": "import os, sys\nsys.path.insert(1, os.path.join(ROOT, 'lib'))\n"]
        let package = main.merging(["lib/tool/main.py": header + "a = 1\n"]) { $1 }
        #expect(try !isMaintained("lib/tool.py", header + "a = 1\n", main))
        #expect(try !isMaintained("lib/tool/part/other.py", "a = 1\n", package))
        // Nothing shows whose code this is: no header, a header that the project has, too, or a folder of its own.
        #expect(try isMaintained("lib/other.py", "a = 1\n", package))
        #expect(try isMaintained("lib/tool.py", "# Copyright 2020 Michael Foord\na = 1\n", main))
        #expect(
            try isMaintained(
                "lib/tool.py", header + "a = 1\n", main.merging(["app/main.py": "# (c) Michael Foord\n"]) { $1 }))
        #expect(try isMaintained("lib/tool.py", header + "a = 1\n"))
        #expect(try isMaintained("app/tool.py", header + "a = 1\n", main))
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
