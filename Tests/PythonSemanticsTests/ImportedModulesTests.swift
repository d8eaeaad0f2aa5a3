import FileSystem
import PythonSemantics
import PythonSupport
import Testing

@Suite struct ImportedModulesTests {
    private static let files: [Path: String] = [
        "app/__init__.py": "from app import main\n",
        "app/main.py": "from app import api\nfrom app import db\n",
        "app/api.py": "import os\ndef f():\n    from app import db\n",
        "app/db.py": "from . import models\nfrom app.api import router\n",
        "app/models.py": "if TYPE_CHECKING:\n    from app.api import router\n",
        "tools/__init__.py": "import app.api\n",
        "tools/clean.py": "",
    ]

    private static func mayRun(_ target: Path, importing start: Path) -> Bool {
        ImportedModules(SampleProject(files).index).mayRun(target, importing: start)
    }

    @Test func aModuleThatImportsTheOtherOne() { #expect(Self.mayRun("app/api.py", importing: "app/db.py")) }

    @Test func importsInFunctionsAndForTypeCheckersDoNotCount() {
        #expect(!Self.mayRun("app/db.py", importing: "app/api.py"))
        #expect(!Self.mayRun("app/api.py", importing: "app/models.py"))
    }

    @Test func thePackageAroundIsBeingImportedAlready() {
        #expect(!Self.mayRun("app/main.py", importing: "app/models.py"))
    }

    @Test func aPackageRunsBeforeItsModules() {
        let index = SampleProject(["b.py": "import tools.clean\n"].merging(Self.files) { $1 }).index
        #expect(ImportedModules(index).mayRun("app/api.py", importing: "b.py"))
    }
}
