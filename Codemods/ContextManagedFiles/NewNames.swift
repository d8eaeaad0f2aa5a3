import FileSystem
import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Who sees a name that a fix adds to a scope.
struct NewNames {
    /// The first call that lists the names of the scope: `json.dumps(locals())`.
    let reader: Syntax?

    init(at statement: Syntax, _ file: FileContext) {
        let owner = FlowGraph.owner(of: statement)
        reader = file.analysis(of: owner) { ReadsByName(in: owner, file.semantics) }.listing
    }

    /// The files that import every name of a module by `from … import *`.
    struct Importers {
        fileprivate let files: [ModuleFile]

        /// True if none of them has a word that a new name would replace.
        func areWithout(_ word: String) -> Bool { !files.contains { $0.tree.source.mentions(word) } }
    }

    static func importers(of file: FileContext) -> Importers {
        file.analysis(of: file.tree.root) {
            let isListed = file.semantics.allScopes.first?.resolve("__all__") != nil
            return Importers(files: isListed ? [] : starImporters(of: file))
        }
    }

    /// Those that import it from one of them included.
    private static func starImporters(of file: FileContext) -> [ModuleFile] {
        let project = file.project
        let paths = Set(starImports.flatMap { project.paths(containing: $0) }).sorted()
        var found: [ModuleFile] = []
        var open = [file.path]
        while let imported = open.popLast() {
            for path in paths where path != file.path && !found.contains(where: { $0.path == path }) {
                guard let other = project.file(at: path), imports(imported, other, project) else { continue }
                found.append(other)
                open.append(path)
            }
        }
        return found
    }

    private static func imports(_ path: Path, _ other: ModuleFile, _ project: ProjectIndex) -> Bool {
        other.semantics.starImports.contains { project.path(ofModule: $0, importedFrom: other.path) == path }
    }

    /// The ways to write it that occur: `from config import*` is one.
    static let starImports = ["import *", "import*", "import  *", "import\t*", "import \\"]
}
