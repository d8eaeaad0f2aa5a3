import FileSystem
import PythonSemantics
import PythonSupport
import PythonSyntax
import SourceText
import Testing

@Suite struct DefinitionUsesTests {
    /// The lines in which `seed` of `jobs.py` is used, with their files; nil if they are not all known.
    private func uses(_ jobs: String, _ others: [Path: String] = [:]) throws -> [String]? {
        let project = SampleProject(others.merging(["jobs.py": jobs]) { $1 })
        let module = try project.module("jobs.py")
        let definition = try #require(module.tree.root.subtree.first { $0.child(.name)?.identifier == "seed" })
        let uses = try #require(DefinitionUses(of: definition, in: module, project.index))
        guard let near = uses.near, let far = uses.far else { return nil }
        return (near + far).map { "\($0.module.path):\($0.module.lines.position(of: $0.node.start).line)" }
    }

    private let function = "def seed():\n    seed()\n"
    private let method = "class Jobs:\n    def seed(self):\n        pass\n"

    @Test func functions() throws {
        #expect(try uses(function) == [])
        #expect(try uses(function + "\nseed()\n") == ["jobs.py:4"])
        #expect(try uses(function, ["a.py": "from jobs import seed\n\nrun(seed)\n"]) == ["a.py:3"])
        #expect(try uses(function, ["a.py": "import jobs as j\n\nj.seed()\n"]) == ["a.py:3"])
        #expect(try uses(function, ["a.py": "from jobs import seed as run\n\nrun()\n"]) == ["a.py:3"])
        #expect(try uses(function, ["a.py": "def f():\n    from jobs import seed\n    seed()\n"]) == ["a.py:3"])
    }

    @Test func othersOfTheName() throws {
        #expect(try uses(function, ["a.py": "def seed():\n    pass\n\nseed()\n"]) == [])
        #expect(try uses(function, ["a.py": "def f(seed):\n    seed()\n"]) == [])
        #expect(try uses(function, ["tests/test_a.py": "from jobs import seed\n\nseed()\n"]) == [])
        #expect(try uses(function, ["a.py": "class A:\n    def f(self):\n        self.seed()\n"]) == [])
        #expect(try uses(function, ["a.py": "class A:\n    pass\n\ndef f():\n    a = A()\n    a.seed()\n"]) == [])
        #expect(
            try uses(function, ["a.py": "class A:\n    @staticmethod\n    def f(x):\n        x.seed()\n"]) == ["a.py:4"]
        )
        let made = "class A:\n    pass\n\na = A()\n"
        #expect(try uses(function, ["b.py": made, "a.py": "from b import a\n\na.seed()\n"]) == [])
        // Nothing shows whose method it is.
        #expect(try uses(function, ["a.py": "def f(x):\n    x.seed()\n"]) == ["a.py:2"])
    }

    @Test func methods() throws {
        #expect(try uses(method, ["a.py": "from jobs import Jobs\n\nJobs().seed()\n"]) == ["a.py:3"])
        #expect(try uses(method, ["a.py": "seed = 1\nprint(seed)\n"]) == [])
    }

    @Test func usesThatAreNotSeen() throws {
        let renamed = "from jobs import seed as s\n\ns()\n"
        #expect(try uses(function, ["a.py": renamed, "b.py": "from a import s\n\ns()\n"]) == nil)
        #expect(try uses(function, ["a.py": "schedule('jobs.seed')\n"]) == nil)
        #expect(try uses(method, ["a.py": "getattr(jobs, 'seed')()\n"]) == nil)
        #expect(try uses(function, ["a.py": "__all__ = ['seed']\n"]) == [])
    }
}
