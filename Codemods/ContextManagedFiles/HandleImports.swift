import FileSystem
import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Uses of a module's file by other modules: `journal.stream.write(…)`, `from app.journal import stream`.
struct HandleImports {
    let name: String
    let file: FileContext
    private let isGlobal: Bool

    init(name: String, of target: Syntax, in file: FileContext) {
        self.name = name
        self.file = file
        isGlobal = file.semantics.variable(of: target)?.scope.kind == .module
    }

    var mayUse: Bool {
        guard isGlobal, let stem = ModulePaths.stem(of: file.path) else { return false }
        return file.project.paths(mentioning: name).contains { path in
            guard path != file.path, let other = file.project.file(at: path), other.tree.source.mentions(stem) else {
                return false
            }
            return reads(in: other) || imports(in: other)
        }
    }

    private func reads(in other: ModuleFile) -> Bool {
        other.nodes.attributes(of: WordSet([name])).contains { attribute in
            guard let object = attribute.child(.object), object.isDottedName else { return false }
            guard case .module(let module)? = file.project.definition(of: object, in: other) else { return false }
            return module.path == file.path
        }
    }

    private func imports(in other: ModuleFile) -> Bool {
        let listed = other.nodes.all(.importFromStatement).contains { statement in
            statement.subtree.contains { $0.kind == .importAlias && $0.child(.name)?.identifier == name }
                && isThisModule(statement.child(.module)?.compactText ?? "", in: other)
        }
        return listed || other.semantics.starImports.contains { isThisModule($0, in: other) }
    }

    private func isThisModule(_ name: String, in other: ModuleFile) -> Bool {
        file.project.path(ofModule: name, importedFrom: other.path) == file.path
    }
}
