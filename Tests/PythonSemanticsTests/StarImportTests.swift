import FileSystem
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Builtins beside `from … import *`.
@Suite struct StarImportTests {
    /// What `open` means at the end of a file that begins with some imports.
    private func meaning(_ imports: String, _ others: [Path: String] = [:]) throws -> String? {
        let project = SampleProject(others.merging(["app/main.py": imports + "\nopen\n"]) { $1 })
        let module = try project.module("app/main.py")
        return module.semantics.qualifiedName(of: try project.lastExpression(of: "app/main.py"))
    }

    @Test(arguments: [
        "from os.path import *", "from functools import *\nfrom tkinter import *", "from math import *",
        "from sqlalchemy.orm import *", "try:\n    from json import *\nexcept ImportError:\n    pass",
    ])
    func modulesThatAreKnownHideNothing(_ imports: String) throws {
        #expect(try meaning(imports) == "builtins.open")
    }

    @Test(arguments: [
        "from os import *", "from gzip import *", "from math import *\nfrom io import *", "from builtins import *",
        "from pylab import *", "from .missing import *", "from os.path import *\nfrom numpy import *",
    ])
    func otherModulesMayHideIt(_ imports: String) throws { #expect(try meaning(imports) == nil) }

    @Test(arguments: [
        "VALUE = 1\ndef read(): pass\n", "import os\nfrom os.path import *\n", "from .main import *\n",
        "_open = open\n",
        "def f():\n    open = 1\n", "__all__ = ['read']\nfrom gzip import open\n",
        "__all__ = ('read',)\nfrom pylab import *\n",
        "class A:\n    def open(self): pass\n", "from .other import *\n",
    ])
    func modulesOfTheProjectAreRead(_ text: String) throws {
        #expect(
            try meaning("from .names import *", ["app/names.py": text, "app/other.py": "X = 1\n"]) == "builtins.open")
    }

    @Test(arguments: [
        "from gzip import open\n", "def open(): pass\n", "open = 1\n", "def f():\n    global open\n    open = 1\n",
        "from os import *\n", "__all__ = ['open']\nfrom gzip import *\n",
        "__all__ = ['a']\n__all__ += names\nopen = 1\n",
        "__all__ = ['a']\n__all__.append('open')\nopen = 1\n", "globals()['open'] = 1\n", "from .other import *\n",
        "import sys\nsetattr(sys.modules[__name__], 'open', 1)\n", "from unknown import *\n", "def (:\n",
    ])
    func whatTheyBindHidesIt(_ text: String) throws {
        #expect(
            try meaning("from .names import *", ["app/names.py": text, "app/other.py": "import codecs as open\n"])
                == nil)
    }

    @Test func aSubmoduleIsAnAttributeOfItsPackage() throws {
        #expect(try meaning("from app.sub import *", ["app/sub/__init__.py": "", "app/sub/open.py": ""]) == nil)
        #expect(
            try meaning("from app.sub import *", ["app/sub/__init__.py": "", "app/sub/a.py": ""]) == "builtins.open")
    }

    @Test func aFileByTheNameOfAStandardModuleIsReadToo() throws {
        #expect(try meaning("from functools import *", ["other/functools.py": "VALUE = 1\n"]) == "builtins.open")
        #expect(try meaning("from shutil import *", ["shutil.py": "open = 1\n"]) == nil)
    }
}
