import FileSystem
import PythonSemantics
import PythonSupport
import Testing

/// How imports are resolved to files, and names to definitions, across a project.
@Suite struct ProjectIndexTests {
    private static let layout = SampleProject([
        "src/shop/__init__.py": "", "src/shop/models/__init__.py": "", "src/shop/models/user.py": "",
        "services/a/app/db.py": "", "services/a/app/main.py": "", "services/b/app/db.py": "",
        "services/b/app/main.py": "",
        "plugins/space/tool.py": "", "tests/test_shop.py": "", "scripts/db.py": "", "app/db/__init__.py": "",
        "app/db.py": "",
    ])

    @Test(arguments: [
        // `src` layouts, from outside the root and from inside.
        ("shop.models.user", "tests/test_shop.py", "src/shop/models/user.py"),
        ("shop.models", "src/shop/models/user.py", "src/shop/models/__init__.py"),
        // With several roots, the one that contains the importing file.
        ("app.db", "services/a/app/main.py", "services/a/app/db.py"),
        ("app.db", "services/b/app/main.py", "services/b/app/db.py"),
        // A namespace package has no `__init__.py`.
        ("plugins.space.tool", "tests/test_shop.py", "plugins/space/tool.py"),
        // Relative ones.
        (".db", "services/a/app/main.py", "services/a/app/db.py"),
        ("..models", "src/shop/models/user.py", "src/shop/models/__init__.py"),
        (".", "src/shop/models/user.py", "src/shop/models/__init__.py"),
        (".user", "src/shop/models/__init__.py", "src/shop/models/user.py"),
        // A package hides a module of the same name.
        ("app.db", "scripts/db.py", "app/db/__init__.py"),
    ])
    func findsTheFile(_ name: String, _ importer: Path, _ expected: Path) {
        #expect(Self.layout.index.path(ofModule: name, importedFrom: importer) == expected)
    }

    @Test(arguments: [
        ("tool.missing", "tests/test_shop.py"), ("....x", "app/db.py"), ("os.path", "app/db.py"), ("", "app/db.py"),
    ])
    func findsNoFile(_ name: String, _ importer: Path) {
        #expect(Self.layout.index.path(ofModule: name, importedFrom: importer) == nil)
    }

    @Test func aKnownPackageIsNeverLookedUpInTheProject() throws {
        let project = SampleProject([
            "sqlalchemy/orm/__init__.py": "class Session: pass\n",
            "a.py": "from sqlalchemy.orm import Session\nSession\n",
        ])
        #expect(try project.definition(in: "a.py") == "sqlalchemy.orm.Session")
    }

    private static let package: [Path: String] = [
        "pkg/__init__.py": "from .core import Thing as Thing, make\nfrom . import deep\n",
        "pkg/core.py": "class Thing:\n    def run(self): pass\n\ndef make(): pass\n\nthing = Thing()\nlimit = 3\n",
        "pkg/deep/__init__.py": "from ..core import *\n",
        "pkg/circle.py": "from pkg.circle2 import x\n", "pkg/circle2.py": "from pkg.circle import x\n",
        "pkg/child.py": "from pkg import Thing\n\nclass Child(Thing):\n    pass\n",
    ]

    @Test(arguments: [
        ("from pkg.core import Thing\nThing", "pkg/core.py: class Thing"),
        ("from pkg import Thing as T\nT", "pkg/core.py: class Thing"),
        ("import pkg\npkg.Thing", "pkg/core.py: class Thing"),
        ("import pkg.core\npkg.core.make", "pkg/core.py: def make"),
        ("import pkg.core as c\nc.limit", "pkg/core.py: 3"),
        ("from pkg import core\ncore", "pkg/core.py"),
        ("from pkg.deep import make\nmake", "pkg/core.py: def make"),
        ("from pkg.deep import *\nmake", "pkg/core.py: def make"),
        ("from pkg.core import thing\nthing.run", "pkg/core.py: def run"),
        ("from pkg.child import Child\nChild.run", "pkg/core.py: def run"),
        ("from fastapi import Depends as D\nD", "fastapi.Depends"),
        ("import os.path\nos.path.join", "os.path.join"),
        ("open", "builtins.open"),
        (
            "try:\n    from pkg.core import make\nexcept ImportError:\n    from other import make\nmake",
            "pkg/core.py: def make"
        ),
        (
            "from flask_sqlalchemy import SQLAlchemy\ndb = SQLAlchemy()\ndb.session",
            "flask_sqlalchemy.SQLAlchemy().session"
        ),
        // Unknown.
        ("from pkg.circle import x\nx", "unknown"),
        ("a = 1\na = 2\na", "unknown"),
        ("def f(x):\n    x", "unknown"),
        ("for a in b:\n    a", "unknown"),
        ("undefined", "unknown"),
    ])
    func followsNames(_ text: String, _ expected: String) throws {
        let project = SampleProject(Self.package.merging(["main.py": text + "\n"]) { $1 })
        #expect(try project.definition(in: "main.py") == expected)
    }

    @Test func aFileThatIsNoPythonIsNoModule() throws {
        let project = SampleProject(["bad.py": "def (:\n", "main.py": "from bad import x\nx\n"])
        #expect(try project.definition(in: "main.py") == "bad.x")
    }

    @Test func manyThreadsSeeTheSameModule() async throws {
        let project = SampleProject(Self.package)
        let found = await withTaskGroup(of: ModuleFile?.self) { group in
            for _ in 0..<64 { group.addTask { project.index.file(at: "pkg/core.py") } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(found.compactMap { $0.map(ObjectIdentifier.init) }).count == 1)
        #expect(found.count == 64)
    }
}
