import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What stands for the session in the tests of a function, and has no savepoints: the tests would fail after the fix.
struct SessionFakes {
    let file: FileContext
    let site: SeedingSite
    private static let maximumFiles = 40

    /// The name of the class, or of the variable that holds a mock.
    var name: String? {
        let tests = words.reduce(into: Set<Path>()) { found, word in
            found.formUnion(file.project.paths(mentioning: word).filter(\.isTest))
        }
        if tests.isEmpty { return nil }
        let fixtures = file.project.paths.filter { $0.name.elementsEqual("conftest.py".utf8) }
        return tests.sorted().prefix(Self.maximumFiles).lazy.compactMap(file.project.file)
            .compactMap { fake(usedIn: $0, fixtures) }.first
    }

    /// The names of the function and of its class.
    private var words: [String] {
        site.ifStatement.ancestors.filter { $0.kind == .functionDefinition || $0.kind == .classDefinition }
            .compactMap { $0.child(.name)?.identifier }
    }

    /// In a test file, or in a fixture of a `conftest.py` that it uses.
    private func fake(usedIn test: ModuleFile, _ fixtures: [Path]) -> String? {
        if let name = fakes(in: test).first { return name.name }
        let folders = test.path.components.dropLast()
        let own = fixtures.filter { folders.starts(with: $0.components.dropLast()) }
        return own.compactMap(file.project.file).flatMap(fakes).first { fake in
            fake.fixture.map { test.tree.source.mentions($0) } ?? false
        }?.name
    }

    private func fakes(in module: ModuleFile) -> [(name: String, fixture: String?)] {
        let classes = module.nodes.all(.classDefinition).compactMap(ClassDefinition.init).filter(isFake)
        let mocks = module.nodes.all(.assignment).compactMap { mock($0, in: module) }
        return classes.map { ($0.name, $0.name) } + mocks
    }

    // MARK: Classes

    private static let methods: Set<String> = [
        "commit", "execute", "flush", "get", "query", "refresh", "rollback", "scalar",
    ]

    /// `class FakeSession:` with `add` and other methods of a session, written out.
    private func isFake(_ type: ClassDefinition) -> Bool {
        guard type.bases.isEmpty else { return false }
        let names = Set(type.body.children.compactMap { FunctionDefinition($0)?.name })
        return names.contains("add") && !names.isDisjoint(with: Self.methods) && !names.contains("begin_nested")
            && !names.contains("__getattr__")
    }

    // MARK: Mocks

    /// `db = AsyncMock()`, whose methods all are coroutines; a `Mock()` is not a context manager.
    private func mock(_ statement: Syntax, in module: ModuleFile) -> (name: String, fixture: String?)? {
        guard let target = statement.child(.target),
            let call = (statement.child(.value)?.withoutParentheses).flatMap(CallExpression.init),
            let made = module.semantics.qualifiedName(of: call.function)?.split(separator: ".").last,
            made == (site.lookup.isAsync ? "AsyncMock" : "Mock"),
            !site.lookup.isAsync || call.keyword("spec") == nil && call.positional.isEmpty,
            isUsedAsSession(target, in: module)
        else { return nil }
        return (target.compactText, statement.enclosingFunction?.child(.name)?.identifier)
    }

    /// Its rows or its transaction are set up or asked about, and its savepoints are not.
    private func isUsedAsSession(_ target: Syntax, in module: ModuleFile) -> Bool {
        guard target.isDottedName, module.nodes.attributes(of: ["begin_nested"]).isEmpty else { return false }
        return module.nodes.attributes(of: ["add", "commit", "flush", "rollback"]).contains { attribute in
            attribute.child(.object)?.hasSameTokens(as: target) ?? false
        }
    }
}
