import FileSystem
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText
import Testing

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

    // MARK: Callers in other files

    private let project: [Path: String] = [
        "app/main.py": "from fastapi import FastAPI\nimport app.tools\n\napp = FastAPI()\n", "app/tools.py": "",
    ]

    private func jobs(_ others: [Path: String], _ text: String = "def seed():\n    mark()\n") throws -> CodeRole {
        try role("app/jobs.py", text, project.merging(others) { $1 })
    }

    private static let command = """
        import click
        from app.jobs import seed


        @click.command()
        def run():
            seed()

        """

    @Test func commands() throws {
        #expect(try jobs(["app/tools.py": Self.command]) == .command)
        let typer =
            "import typer\nfrom app import jobs\n\napp = typer.Typer()\n\n\n@app.command()\ndef run():\n    jobs.seed()\n"
        #expect(try jobs(["app/tools.py": typer]) == .command)
        let flask = "from app.jobs import seed\n\n\n@app.cli.command('x')\ndef run():\n    seed()\n"
        #expect(try jobs(["app/tools.py": flask]) == .command)
        let inner =
            "from app.jobs import seed\n\n\ndef register(app):\n    @app.cli.command()\n    def run():\n        seed()\n"
        #expect(try jobs(["app/tools.py": inner]) == .command)
        let route =
            "from app.jobs import seed\n\n\ndef register(app):\n    @app.get('/')\n    def run():\n        seed()\n"
        #expect(try jobs(["app/tools.py": route]) == .application)
        #expect(
            try jobs(["app/tools.py": inner + "    @app.get('/')\n    def get():\n        seed()\n"]) == .application)
        #expect(try role("app/management/commands/seed.py", "mark()\n", project) == .command)
        // A bot's commands are requests.
        let bot =
            "from discord.ext import commands\nfrom app.jobs import seed\n\n\n@bot.command()\ndef run():\n    seed()\n"
        #expect(try jobs(["app/tools.py": bot]) == .application)
    }

    @Test func oneOtherCallerIsEnough() throws {
        let parser = "from app.jobs import seed\n\nif __name__ == '__main__':\n    parser.set_defaults(func=seed)\n"
        #expect(try jobs(["app/tools.py": parser]) == .program)
        let route = "from app.jobs import seed\n\n\n@router.get('/')\ndef get():\n    seed()\n"
        #expect(try jobs(["app/tools.py": Self.command, "app/routes.py": route]) == .application)
        let handed = "from app.jobs import seed\n\nif __name__ == '__main__':\n    pool.map(seed, [1])\n"
        #expect(try jobs(["app/tools.py": handed]) == .application)
        let scheduled = "from app.jobs import seed\n\nif __name__ == '__main__':\n    jobs.add_job(func=seed)\n"
        #expect(try jobs(["app/tools.py": scheduled]) == .application)
        let method = "class Jobs:\n    def seed(self):\n        mark()\n\n    def update(self):\n        self.seed()\n"
        let routes = "from app.jobs import Jobs\n\n\n@router.get('/')\ndef get(db):\n    Jobs(db).seed()\n"
        #expect(try jobs(["app/routes.py": routes], method) == .application)
        let lambda = "from app.jobs import seed\n\n\ndef f():\n    pool.map(lambda x: seed(), [1])\n\n\nf()\n"
        #expect(try jobs(["app/tools.py": lambda]) == .application)
        let renamed = "from app.jobs import seed as s\n\nif __name__ == '__main__':\n    s()\n"
        #expect(try jobs(["app/tools.py": renamed]) == .program)
        #expect(try jobs(["app/tools.py": renamed, "app/web.py": "from app.tools import s\n\ns()\n"]) == .application)
        let text = "JOBS = ['app.jobs:seed']\nimport app.jobs\n"
        #expect(try jobs(["app/main.py": project["app/main.py", default: ""] + text]) == .application)
    }

    @Test func filesThatNothingImports() throws {
        #expect(try jobs([:], "mark()\n") == .program)
        #expect(try jobs([:], "def seed():\n    mark()\n\n\nseed()\n") == .program)
        #expect(try jobs([:], "name = input()\nmark()\n") == .interactive)
        #expect(try jobs(["app/tools.py": "def f():\n    import app.jobs\n"], "mark()\n") == .application)
        #expect(try jobs([:], "app = make()\nmark()\n") == .application)
        #expect(try jobs(["app/tools.py": "import_module('app.jobs')\n"], "mark()\n") == .application)
        #expect(try jobs(["app/tools.py": "for m in iter_modules(here):\n    load(m)\n"], "mark()\n") == .application)
        #expect(try role("gunicorn_conf.py", "mark()\n", project) == .application)
        // A library shows nothing about its callers.
        #expect(try role("lib/jobs.py", "mark()\n", ["lib/other.py": ""]) == .application)
    }

    @Test func terminals() throws {
        #expect(
            try jobs(["app/tools.py": "import app.jobs\n"], "def seed():\n    input()\n    mark()\n") == .interactive)
        let asking =
            "from getpass import getpass\nfrom app.jobs import seed\n\n\ndef ask():\n    getpass()\n    seed()\n"
        #expect(try jobs(["app/tools.py": asking]) == .interactive)
    }

    @Test func whatNothingNames() throws {
        let imported: [Path: String] = ["app/tools.py": "import app.jobs\n"]
        #expect(try jobs(imported) == .unused)
        #expect(try jobs(imported.merging(["tests/test_jobs.py": "seed()\n"]) { $1 }) == .unused)
        #expect(try jobs(imported, "class Jobs:\n    def seed(self):\n        mark()\n") == .unused)
        #expect(try jobs(imported, "class Jobs(Base):\n    def seed(self):\n        mark()\n") == .application)
        #expect(try jobs(imported, "@task\ndef seed():\n    mark()\n") == .application)
        #expect(try jobs(imported, "def main():\n    mark()\n") == .application)
        let method: [Path: String] = ["app/tools.py": "from app.jobs import Jobs\n\nJobs(1).seed()\n"]
        #expect(try jobs(method, "class Jobs:\n    def seed(self):\n        mark()\n") == .application)
    }
}
