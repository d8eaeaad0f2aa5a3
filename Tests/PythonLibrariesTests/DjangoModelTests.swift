import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSupport
import PythonSyntax
import Testing

/// Which fields of Django's models are unique.
@Suite struct DjangoModelTests {
    private func model(_ body: String) throws -> DjangoModel? {
        let text = """
            from django.contrib.auth.models import AbstractUser
            from django.db import models
            class Base(models.Model):
                code = models.CharField(unique=True)

            """
        let project = SampleProject(["m.py": text + body + "\n"])
        let module = try project.module("m.py")
        let type = try #require(module.tree.root.children.compactMap(ClassDefinition.init).last)
        return DjangoModel(type, in: module, project.index)
    }

    @Test(
        arguments: [
            ("class M(models.Model):\n    a = models.IntegerField(unique=True)", ["a"]),
            ("class M(models.Model):\n    a = models.IntegerField()", []),
            ("class M(models.Model):\n    a = models.OneToOneField(Base)", ["a"]),
            ("class M(Base):\n    a = models.IntegerField(primary_key=True)", ["a", "code"]),
            ("class M(AbstractUser):\n    pass", ["username"]),
            ("class M(models.Model):\n    class Meta:\n        unique_together = ('a', 'b')", ["a b"]),
            ("class M(models.Model):\n    class Meta:\n        unique_together = [('a', 'b'), ('c',)]", ["a b", "c"]),
            (
                "class M(models.Model):\n    class Meta:\n        constraints = [models.UniqueConstraint(fields=['a'], name='x')]",
                ["a"]
            ),
            (
                "class M(models.Model):\n    class Meta:\n        constraints = [models.UniqueConstraint(fields=['a'], condition=c)]",
                []
            ),
        ] as [(String, [String])])
    func keys(_ body: String, are expected: [String]) throws {
        let model = try #require(try model(body))
        #expect(model.keys.map { $0.fields.sorted().joined(separator: " ") }.sorted() == expected)
    }

    @Test func otherClassesAreNoModels() throws {
        #expect(try model("class M:\n    a = f(unique=True)") == nil)
        #expect(try model("class M(list):\n    a = f(unique=True)") == nil)
    }

    @Test func aForeignKeyMayBeNamedByItsColumn() throws {
        let model = try #require(
            try model("class M(models.Model):\n    class Meta:\n        unique_together = ('user', 'name')"))
        #expect(model.key(among: ["user_id", "name"]) != nil)
        #expect(model.key(among: ["user_id"]) == nil)
    }
}
