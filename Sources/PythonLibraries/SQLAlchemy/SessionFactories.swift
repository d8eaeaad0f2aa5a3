import FileSystem
import PythonSemantics
import PythonSyntax

/// The session factories of a project that any code can import: `SessionLocal = sessionmaker(…)` at the top level of a module.
public enum SessionFactories {
    /// As settings name them, `package.module:Name`, sorted. Those of tests are left out.
    public static func all(in index: ProjectIndex) -> [String] {
        index.paths(containing: "sessionmaker").filter { !$0.isTest }.compactMap(index.file(at:)).flatMap { module in
            let statements = module.nodes.all(.assignment) + module.nodes.all(.annotatedAssignment)
            return statements.compactMap { name(of: $0, in: module, index) }.compactMap { name in
                importName(of: module.path, in: index).map { "\($0):\(name)" }
            }
        }.sorted()
    }

    /// The name that a statement gives to a factory; nil if it makes none.
    private static func name(of statement: Syntax, in module: ModuleFile, _ index: ProjectIndex) -> String? {
        guard let assignment = Assignment(statement), let target = assignment.soleTarget, target.kind == .name,
            let value = assignment.value, CallExpression(value.withoutParentheses) != nil,
            statement.enclosingFunction == nil, !statement.ancestors.contains(where: { $0.kind == .classDefinition }),
            SessionFactory.product(of: value, in: module, index) != nil
        else { return nil }
        return target.text
    }

    /// By which other files import a module; else by its folders, from the first that is a package. Nil if it cannot be imported.
    private static func importName(of path: Path, in index: ProjectIndex) -> String? {
        let words = ModulePaths.words(of: path).map { String(decoding: $0, as: UTF8.self) }
        guard !words.isEmpty, words.allSatisfy({ $0.wholeMatch(of: /\w+/) != nil }) else { return nil }
        let names = words.indices.map { words[$0...].joined(separator: ".") }
        if let used = names.first(where: { !index.paths(containing: "from \($0) import").isEmpty }) { return used }
        let packages = Set(index.paths.filter { $0.hasSuffix("/__init__.py".utf8) }.map(\.folder))
        var folder = path.folder
        var depth = words.count - 1
        while depth > 0, packages.contains(folder) { (folder, depth) = (folder.folder, depth - 1) }
        // Without any package, it is a module beside others, or one below a folder of sources.
        if depth == words.count - 1 { depth = words.first == "src" && words.count > 1 ? 1 : 0 }
        return names[depth]
    }
}
