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
        let tests = tests
        let fixtures = file.project.paths.filter { $0.name.elementsEqual("conftest.py".utf8) }
        return tests.lazy.compactMap { fake(usedIn: $0, fixtures) }.first
            ?? testsWithOverrides.lazy.compactMap(override).first
    }

    /// The tests that name the function or its class.
    private var tests: [ModuleFile] {
        let paths = words.reduce(into: Set<Path>()) { found, word in
            found.formUnion(file.project.paths(mentioning: word).filter(\.isTest))
        }
        return paths.sorted().prefix(Self.maximumFiles).compactMap(file.project.file)
    }

    /// A test asks whether the session was flushed: `db.flush.assert_called_once()`.
    var assertFlush: Bool {
        tests.contains { test in
            test.nodes.attributes(of: ["flush"]).contains { flush in
                guard flush.role == .object, let name = flush.parent?.lastName else { return false }
                return name.hasPrefix("assert_") || name.hasSuffix("_count") || name.hasPrefix("call")
            }
        }
    }

    // MARK: Dependencies

    static let projectTexts = ["dependency_overrides"]

    /// Tests that put something in the place of a dependency, whatever endpoint they name by its path.
    private var testsWithOverrides: [ModuleFile] {
        file.project.paths(containing: "dependency_overrides").filter {
            $0.isTest || $0.name.elementsEqual("conftest.py".utf8)
        }
        .sorted().prefix(Self.maximumFiles).compactMap(file.project.file)
    }

    /// `app.dependency_overrides[get_db] = FakeSession`
    private func override(in test: ModuleFile) -> String? {
        let names = Set(fakes(in: test).map(\.name))
        if names.isEmpty { return nil }
        return test.nodes.attributes(of: ["dependency_overrides"]).lazy.compactMap { attribute -> String? in
            guard attribute.parent?.role == .target, let value = attribute.enclosingStatement?.child(.value) else {
                return nil
            }
            var parts = [value]
            if case .function(let function, let owner)? = file.project.definition(of: value, in: test), owner === test {
                parts.append(function.body)
            }
            return parts.lazy.flatMap(\.subtree).filter(\.isDottedName).map(\.compactText).first(where: names.contains)
        }.first
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
        let classes = module.nodes.all(.classDefinition).compactMap(ClassDefinition.init).filter(Self.isFake)
        let mocks = module.nodes.all(.assignment).compactMap { mock($0, in: module) }
        return classes.map { ($0.name, $0.name) } + imported(in: module) + mocks
    }

    /// `from tests.fakes import FakeSession`
    private func imported(in module: ModuleFile) -> [(name: String, fixture: String?)] {
        module.semantics.importingVariables.compactMap { variable in
            guard let use = variable.references.first,
                case .type(let type, let owner)? = file.project.definition(of: use, in: module),
                owner.path.isTest, Self.isFake(type)
            else { return nil }
            return (variable.name, variable.name)
        }
    }

    // MARK: Classes

    private static let methods: Set<String> = [
        "commit", "execute", "flush", "get", "query", "refresh", "rollback", "scalar",
    ]

    /// `class FakeSession:` with `add` and other methods of a session, written out.
    static func isFake(_ type: ClassDefinition) -> Bool {
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
            let made = maker(call, in: module),
            made == (site.lookup.isAsync ? "AsyncMock" : "Mock"),
            !site.lookup.isAsync || call.keyword("spec") == nil && call.positional.isEmpty,
            isUsedAsSession(target, in: module)
        else { return nil }
        return (target.compactText, statement.enclosingFunction?.child(.name)?.identifier)
    }

    /// `Mock` of `unittest.mock.Mock()`, and of pytest-mock's `mocker.Mock()`.
    private func maker(_ call: CallExpression, in module: ModuleFile) -> String? {
        if call.receiver?.identifier == "mocker" { return call.functionName }
        return module.semantics.qualifiedName(of: call.function)?.split(separator: ".").last.map(String.init)
    }

    /// Its rows or its transaction are set up or asked about, and its savepoints are not.
    private func isUsedAsSession(_ target: Syntax, in module: ModuleFile) -> Bool {
        guard target.isDottedName, module.nodes.attributes(of: ["begin_nested"]).isEmpty else { return false }
        return module.nodes.attributes(of: ["add", "commit", "flush", "rollback"]).contains { attribute in
            attribute.child(.object)?.hasSameTokens(as: target) ?? false
        }
    }
}
