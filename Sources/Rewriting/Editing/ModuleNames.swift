import FileSystem
import PythonSemantics
import PythonSyntax

/// Finds out how a file can import a definition from another file of the project.
public struct ModuleNames {
    private let file: FileContext

    public init(_ file: FileContext) { self.file = file }

    /// The module and name to import for a top-level name of a module. Nil if no import in the file shows how the
    /// project's modules are named.
    ///
    /// If that module itself imports the name, the original module is used.
    public func source(of name: String, in module: ModuleFile) -> (module: String, name: String)? {
        guard let variable = rootScope(module).resolve(name) else { return nil }
        for binding in variable.bindings where binding.kind == .importFrom {
            guard let alias = binding.node.parent, let original = alias.child(.name)?.text,
                let from = alias.parent?.child(.module)
            else { continue }
            let path = from.compactText
            if !path.hasPrefix(".") { return (path, original) }
            guard let target = file.project.path(ofModule: path, importedFrom: module.path) else { continue }
            return dotted(target).map { ($0, original) }
        }
        guard variable.bindings.allSatisfy({ $0.kind != .importModule }) else { return nil }
        return dotted(module.path).map { ($0, name) }
    }

    private func rootScope(_ module: ModuleFile) -> Scope { module.semantics.scope(of: module.tree.root) }

    /// A file's dotted name, in the form that this file's own imports use.
    public func dotted(_ path: Path) -> String? {
        var anchor: (name: String, path: Path)?
        for statement in file.tree.root.subtree where statement.kind == .importFromStatement {
            guard let from = statement.child(.module) else { continue }
            let name = from.compactText
            guard let found = file.project.path(ofModule: name, importedFrom: file.path) else { continue }
            if found == path { return name }
            if anchor == nil || anchor?.name.hasPrefix(".") == true { anchor = (name, found) }
        }
        guard let anchor else { return nil }
        return anchor.name.hasPrefix(".") ? relative(to: path) : absolute(path, like: anchor.name, at: anchor.path)
    }

    /// The path of an imported file minus its dotted name is the root for the target's name.
    private func absolute(_ path: Path, like name: String, at anchor: Path) -> String? {
        let root = ModulePaths.words(of: anchor).dropLast(name.split(separator: ".").count)
        let target = ModulePaths.words(of: path)
        guard target.starts(with: root), target.count > root.count else { return nil }
        return joined(target.dropFirst(root.count))
    }

    private func relative(to path: Path) -> String? {
        let folder = file.path.components.dropLast()
        let target = ModulePaths.words(of: path)
        let common = zip(folder, target).prefix { $0 == $1 }.count
        guard common > 0 else { return nil }
        return joined(target.dropFirst(common)).map { String(repeating: ".", count: folder.count - common + 1) + $0 }
    }

    /// Nil if a folder's name is not valid in an import.
    private func joined(_ words: ArraySlice<ModulePaths.Word>) -> String? {
        let texts = words.compactMap { String(validating: $0, as: UTF8.self) }
        return texts.count == words.count ? texts.joined(separator: ".") : nil
    }
}
