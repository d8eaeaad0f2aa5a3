import PythonSemantics
import PythonSyntax

/// Where an import at the top of a file would not do what it says: a star import gives the name another meaning, or the file works without
/// the package.
struct HiddenImports {
    let file: FileContext

    init(_ file: FileContext) { self.file = file }

    // MARK: Star imports

    /// True if a star import of a module of the project gives a name of another module a meaning of its own.
    func isRebound(_ name: String, from source: String) -> Bool {
        var open = file.semantics.starImports.map { (name: $0, importer: file.module) }
        var seen: Set<String> = []
        while let next = open.popLast() {
            guard let module = file.project.module(named: next.name, importedFrom: next.importer),
                seen.insert("\(module.path)").inserted
            else { continue }
            let root = module.semantics.scope(of: module.tree.root)
            if let bound = root.resolve(name), bound.scope == root {
                return !bound.bindings.allSatisfy { Self.isImport($0, from: source) }
            }
            open += module.semantics.starImports.map { (name: $0, importer: module) }
        }
        return false
    }

    private static func isImport(_ binding: Binding, from source: String) -> Bool {
        guard binding.kind == .importFrom, let statement = binding.node.parent?.parent else { return false }
        return ImportLine(of: statement)?.module == source
    }

    // MARK: Optional packages

    /// True if the file imports a package only in a `try` that goes on where it is missing.
    func isOptional(_ package: String) -> Bool {
        guard !package.isEmpty else { return false }
        let imports = (file.nodes.all(.importFromStatement) + file.nodes.all(.importStatement)).filter {
            $0.enclosingFunction == nil && ImportLine(of: $0)?.root == package
        }
        return !imports.isEmpty && imports.allSatisfy(isGuarded)
    }

    private func isGuarded(_ statement: Syntax) -> Bool {
        statement.ancestors.compactMap(TryStatement.init).contains { attempt in
            statement.isDescendant(of: attempt.body)
                && attempt.handlers.contains { handler in
                    handler.exception == nil
                        || handler.exceptions.contains { Self.missing.contains(lastNameOf: $0) }
                }
        }
    }

    private static let missing: WordSet = ["Exception", "ImportError", "ModuleNotFoundError"]
}
