import FileSystem
import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Tests that replace a function which opens files by one whose result stands in no `with` statement.
struct ReplacedOpeners {
    private let file: FileContext
    private let opener: FileOpener

    init(_ opener: FileOpener, in file: FileContext) {
        self.opener = opener
        self.file = file
    }

    /// The first such test, `test_portal.py: test_success`. Read only if it names this module.
    var firstTest: String? {
        let functions = Set(opener.openings.compactMap(\.call.functionName))
        guard !file.path.isTest, let module = moduleName else { return nil }
        let paths = Set(functions.flatMap(candidates)).sorted()
        for path in paths where path.isTest && path != file.path {
            guard let test = file.project.file(at: path), test.tree.source.mentions(module),
                let place = test.nodes.all(.call).first(where: { replaces($0, functions, in: test) })
                    ?? test.nodes.all(.assignment).first(where: { assigns($0, functions, in: test) })
            else { continue }
            let name = place.enclosingFunction.flatMap(FunctionDefinition.init)?.name
            let fileName = String(decoding: path.name, as: UTF8.self)
            return name.map { "\(fileName): \($0)" } ?? fileName
        }
        return nil
    }

    /// The files that name an opener in a string, `"portal.urlopen"`, and may replace something.
    private func candidates(_ function: String) -> [Path] {
        if function.hasSuffix("open") { return Self.opening.flatMap(file.project.paths(containing:)) }
        let quoted = ["\(function)\"", "\(function)'"].flatMap {
            file.project.paths(containing: $0, besides: Self.replacing)
        }
        return quoted + ["\(function) =", "\(function)="].flatMap(file.project.tests(containing:))
    }

    private static let opening = ["open\"", "open'", "open =", "open="]
    private static let replacing = ["patch", "setattr("]
    static let projectTexts = opening + replacing

    /// `portal` of `kiosk/portal.py`, `feeds` of `app/feeds/__init__.py`.
    private var moduleName: String? { ModulePaths.stem(of: file.path) }

    /// `patch("portal.urlopen", …)`, `patch.object(request, "urlopen")`, `monkeypatch.setattr(portal, "urlopen", …)` without
    /// anything near it that supports `with`.
    private func replaces(_ node: Syntax, _ functions: Set<String>, in test: ModuleFile) -> Bool {
        guard let call = CallExpression(node), let name = call.functionName else { return false }
        if name == "multiple", call.receiver?.lastName == "patch" {
            return replacesByKeyword(call, functions, in: test)
        }
        let isObject = name == "object" && call.receiver?.lastName == "patch"
        let isMocked = (isObject || name == "patch") && !isOwnFunction(call, given: isObject ? 2 : 1)
        guard isObject || name == "patch" || name == "setattr", namesReplaced(call, functions) else { return false }
        let words = Self.words(in: isMocked ? user(of: node) ?? test.tree.root : test.tree.root)
        return !Self.showManager(words) && (!isMocked || !words.isDisjoint(with: Self.results))
    }

    /// `patch.multiple("urllib.request", urlopen=DEFAULT)`
    private func replacesByKeyword(_ call: CallExpression, _ functions: Set<String>, in test: ModuleFile) -> Bool {
        guard call.arguments.contains(where: { $0.keyword.map(functions.contains) ?? false }) else { return false }
        return !Self.showManager(Self.words(in: user(of: call.node) ?? test.tree.root))
    }

    /// `report.open = fake`
    private func assigns(_ node: Syntax, _ functions: Set<String>, in test: ModuleFile) -> Bool {
        let isReplaced = node.children(.target).contains { target in
            guard target.kind == .attribute, let name = target.lastName, functions.contains(name),
                let object = target.child(.object)
            else { return false }
            return object.isDottedName && test.semantics.enclosingClass(ofSelf: object) == nil
        }
        return isReplaced && !Self.showManager(Self.words(in: test.tree.root))
    }

    private static func words(in node: Syntax) -> Set<String> {
        let names = node.subtree.filter { [.name, .attribute, .identifier].contains($0.kind) }
        return Set(names.compactMap(\.lastName))
    }

    /// True if the replacement is entered as a file is. A buffer that is read afterwards must not be closed.
    private static func showManager(_ words: Set<String>) -> Bool {
        !words.isDisjoint(with: words.contains("getvalue") ? managers.subtracting(["BytesIO", "StringIO"]) : managers)
    }

    /// True if a function of the tests takes the place of the opener: `patch("portal.urlopen", fake)`, `side_effect=fake`.
    private func isOwnFunction(_ call: CallExpression, given count: Int) -> Bool {
        if let effect = call.keyword("side_effect"), let name = effect.identifier {
            return name.first?.isLowercase ?? false
        }
        let new = call.keyword("new") ?? (call.positional.count > count ? call.positional[count] : nil)
        return new.map { $0.kind == .name || $0.kind == .lambda } ?? false
    }

    private func namesReplaced(_ call: CallExpression, _ functions: Set<String>) -> Bool {
        call.positional.prefix(2).compactMap(\.plainString).contains { text in
            let word = text.split(separator: ".").last.map(String.init)
            return word.map(functions.contains) ?? false
        }
    }

    /// The code for which a call replaces the opener: the function that it decorates or stands in, the whole class from its set-up,
    /// nil for a fixture, which any test may use.
    private func user(of call: Syntax) -> Syntax? {
        let isDecorated: (Syntax) -> Bool = { node in
            [.functionDefinition, .classDefinition].contains(node.kind)
                && node.child(.body).map { !call.isDescendant(of: $0) } ?? false
        }
        if let decorated = call.ancestors.first(where: isDecorated) { return decorated }
        guard let function = call.enclosingFunction, let definition = FunctionDefinition(function) else { return nil }
        if definition.decorators.contains(where: { ($0.lastName ?? CallExpression($0)?.functionName) == "fixture" }) {
            return nil
        }
        let isSetUp = ["setUp", "setup_method", "asyncSetUp", "setUpClass"].contains(definition.name)
        return isSetUp ? function.ancestors.first { $0.kind == .classDefinition } : function
    }

    /// What shows that the replacement is entered as a file is.
    private static let managers: Set<String> = [
        "__enter__", "__aenter__", "mock_open", "BytesIO", "StringIO", "nullcontext", "closing",
    ]
    /// What gives the replacement a result that a `with` statement would not see.
    private static let results: Set<String> = ["Mock", "NonCallableMock", "SimpleNamespace", "return_value"]
}
