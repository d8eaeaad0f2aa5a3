import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

private struct Texts: ModuleReader {
    let files: [Path: String]
    var paths: [Path] { files.keys.sorted() }
    func source(at path: Path) -> SourceText? { files[path].map { SourceText(utf8: $0) } }
}

@Suite struct CodeRoleTests {
    /// The role of the first call of `mark` in `path`.
    private func role(_ path: Path, _ text: String = "mark()\n", _ others: [Path: String] = [:]) throws -> CodeRole {
        let index = ProjectIndex(Texts(files: others.merging([path: text]) { $1 }))
        let tree = try SyntaxTree(parsing: SourceText(utf8: text))
        let file = FileContext(path: path, tree: tree, settings: FileSettings(), project: index)
        let call = try #require(tree.root.subtree.first { CallExpression($0)?.functionName == "mark" })
        return file.role(of: call)
    }

    private let app: [Path: String] = ["app/main.py": "import app.jobs\n"]

    @Test func foldersAndNamesTell() throws {
        #expect(try role("app/jobs.py", "mark()\n", app) == .application)
        #expect(try role("app/scripts/jobs.py", "mark()\n", app) == .aside)
        #expect(try role("archive/jobs.py", "mark()\n", app) == .aside)
        #expect(try role("Tests/jobs.py", "mark()\n", app) == .test)
        #expect(try role("app/test_jobs.py", "mark()\n", app) == .test)
        #expect(try role("conftest.py", "mark()\n", app) == .test)
        #expect(try role("app/scripting/latest.py", "mark()\n", app) == .application)
    }

    @Test func aProjectMayConsistOfAnExample() throws {
        #expect(try role("demo/app/jobs.py", "mark()\n", ["demo/app/main.py": ""]) == .application)
    }

    @Test func mainPrograms() throws {
        let main = "\n\nif __name__ == \"__main__\":\n    run()\n"
        #expect(try role("seed.py", "def run():\n    mark()" + main) == .program)
        #expect(try role("seed.py", "def inner():\n    mark()\n\n\ndef run():\n    inner()" + main) == .program)
        #expect(try role("seed.py", "if \"__main__\" == __name__:\n    mark()\n") == .program)
        #expect(try role("seed.py", "def run(n):\n    mark()\n    run(n - 1)" + main) == .program)
    }

    @Test func whatElseReachesIsTheApplications() throws {
        let main = "\n\nif __name__ == \"__main__\":\n    run()\n"
        #expect(try role("seed.py", "def run():\n    mark()") == .application)
        #expect(try role("seed.py", "@route\ndef run():\n    mark()" + main) == .application)
        #expect(try role("seed.py", "def run():\n    mark()\n\n\nrun()" + main) == .application)
        #expect(try role("seed.py", "if __name__ != \"__main__\":\n    mark()\n") == .application)
        #expect(try role("seed.py", "if __name__ == \"__main__\":\n    pass\nelse:\n    mark()\n") == .application)
        let importing: [Path: String] = ["app.py": "from seed import run\n\nrun()\n"]
        #expect(try role("seed.py", "def run():\n    mark()" + main, importing) == .application)
        let other: [Path: String] = ["app.py": "def run():\n    pass\n"]
        #expect(try role("seed.py", "def run():\n    mark()" + main, other) == .program)
    }
}
