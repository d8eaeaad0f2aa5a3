import FileSystem
import PythonSyntax
import SourceText

/// Where the code of a project, its tests apart, may name a function, a method or a class.
public struct DefinitionUses {
    public struct Use: Sendable {
        public let node: Syntax
        public let module: ModuleFile
    }

    private let index: ProjectIndex
    private let definition: Syntax
    private let name: String
    private let module: ModuleFile
    private let isMethod: Bool
    /// More files than that are not read for one name: its uses are unknown then.
    private static let maximumFiles = 60

    /// Nil for everything but a function or class of a module, and a method of such a class.
    public init?(of definition: Syntax, in module: ModuleFile, _ index: ProjectIndex) {
        guard let name = definition.child(.name), let word = name.identifier,
            definition.kind == .functionDefinition || definition.kind == .classDefinition,
            let variable = module.semantics.variable(of: name), variable.bindings.count == 1
        else { return nil }
        switch variable.scope.kind {
        case .module: isMethod = false
        case .class: isMethod = true
        default: return nil
        }
        self.index = index
        self.definition = definition
        self.name = word
        self.module = module
    }

    /// Those in the definition's own file, outside of the definition.
    public var near: [Use]? { uses(in: module) }

    /// Those in other files. Nil if a file may name it in a way that is not read: by another name, or as a text.
    public var far: [Use]? {
        let paths = index.paths(mentioning: name).filter { $0 != module.path && !$0.isTest }
        guard paths.count <= Self.maximumFiles else { return nil }
        var found: [Use] = []
        for path in paths {
            guard let other = index.file(at: path), let uses = uses(in: other) else { return nil }
            found += uses
        }
        return found
    }

    private func uses(in other: ModuleFile) -> [Use]? {
        let aliases = isMethod ? [] : Set(other.aliases(of: [name])).subtracting([name])
        guard !aliases.contains(where: { isHandedOn($0, by: other) }), !isNamedInText(of: other) else { return nil }
        let names = isMethod ? [] : names(aliases.union([name]), in: other)
        let nodes = other.nodes.attributes(of: WordSet([name])) + names
        return nodes.filter { node in
            node.role != .target && !(other == module && node.isDescendantOrSelf(of: definition))
                && mayMean(node, in: other)
        }.map { Use(node: $0, module: other) }
    }

    private func names(_ words: Set<String>, in other: ModuleFile) -> [Syntax] {
        other.nodes.all(.name).filter { node in
            node.identifier.map(words.contains) ?? false && !isLocal(node, in: other)
        }
    }

    /// A variable of a function that no import binds.
    private func isLocal(_ node: Syntax, in other: ModuleFile) -> Bool {
        guard let variable = other.semantics.variable(of: node), variable.scope.kind != .module else { return false }
        return variable.bindings.allSatisfy { $0.kind != .importFrom && $0.kind != .importModule }
    }

    /// Other files see this one as it was before the run: its functions are told by their names.
    private func mayMean(_ node: Syntax, in other: ModuleFile) -> Bool {
        if !isMethod, node.kind == .attribute, let object = node.child(.object), isInstance(object, in: other) {
            return false
        }
        return switch index.definition(of: node, in: other) {
        case nil: true
        case .function(let found, let home)?: home.path == module.path && found.name == name
        case .type(let found, let home)?: home.path == module.path && found.name == name
        case .value?, .module?, .external?: false
        }
    }

    /// `self`, `Scraper()`, or a name for one: its attributes are never functions of a module.
    private func isInstance(_ object: Syntax, in other: ModuleFile) -> Bool {
        if other.semantics.enclosingClass(ofSelf: object) != nil {
            let method = object.enclosingFunction.flatMap(FunctionDefinition.init)
            return method.map { !$0.decorators.contains { $0.identifier == "staticmethod" } } ?? false
        }
        var (made, owner) = (object.withoutParentheses, other)
        if case .value(let value, let home)? = index.definition(of: made, in: other) {
            (made, owner) = (value.withoutParentheses, home)
        } else if let variable = other.semantics.variable(of: made) {
            guard variable.bindings.count == 1, let binding = variable.bindings.first, binding.kind == .assignment,
                binding.isWholeTarget, let value = binding.statement?.child(.value)
            else { return false }
            made = value.withoutParentheses
        }
        guard let call = CallExpression(made), case .type? = index.definition(of: call.function, in: owner) else {
            return false
        }
        return true
    }

    /// `from jobs import seed as run_seed`, and another file that may import `run_seed` from there.
    private func isHandedOn(_ alias: String, by other: ModuleFile) -> Bool {
        index.paths(mentioning: alias).contains { $0 != other.path && !$0.isTest }
    }

    /// `getattr(jobs, "seed")`, `add_job("app.jobs:seed")`, unlike `__all__ = ["seed"]`.
    private func isNamedInText(of other: ModuleFile) -> Bool {
        // Such a text ends with the name.
        guard ["\"", "'"].contains(where: { other.tree.source.contains(name + $0) }) else { return false }
        return other.nodes.all(.string).contains { text in
            guard let words = text.plainString?.split(whereSeparator: { $0 == "." || $0 == ":" }),
                let last = words.last,
                last == name
            else { return false }
            return words.count > 1 || isCallArgument(text)
        }
    }

    private func isCallArgument(_ text: Syntax) -> Bool {
        guard let parent = text.parent else { return false }
        return parent.kind == .arguments && parent.parent.flatMap(CallExpression.init)?.functionName == "getattr"
    }
}
