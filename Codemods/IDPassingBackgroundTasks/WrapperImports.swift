import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What a wrapper needs to import: at the top of the file, or in the wrapper where functions of the file do so too, and where
/// modules would import each other in a circle.
struct WrapperImports {
    private let file: FileContext
    /// A file whose imports show how modules are named, where those of the file itself do not.
    private let guide: FileContext?
    private var editor: ImportEditor
    private var inside: Set<String> = []

    init(_ file: FileContext, guide: FileContext? = nil) {
        self.file = file
        self.guide = guide
        editor = ImportEditor(file)
    }

    /// At the top of the file.
    var edits: [TextEdit] { editor.edits }
    /// The statements to begin the wrapper with.
    var local: [String] { inside.sorted() }

    mutating func add(_ name: String, from module: String) throws(Refusal<TaskReason>) {
        let root = file.semantics.scope(of: file.tree.root)
        let circles = file.analysis(of: file.tree.root) { ImportCircles(file) }
        if root.resolve(name)?.scope != root, circles.contain(module) {
            inside.insert("from \(module) import \(name)")
        } else if !editor.add(name, from: module) {
            throw Refusal(.nameTaken, about: name)
        }
    }

    mutating func add(standardModule name: String) throws(Refusal<TaskReason>) {
        guard editor.add(standardModule: name) else { throw Refusal(.nameTaken, about: name) }
    }

    /// Repeats an import that a function has for a name. False if an import is not all that it can mean there.
    mutating func repeatImport(of name: Syntax) -> Bool {
        guard let text = Self.text(of: name, in: file) else { return false }
        inside.insert(text)
        return true
    }

    /// Every name of an expression that is written in some module.
    mutating func addNames(of node: Syntax, in module: ModuleFile) throws(Refusal<TaskReason>) {
        let names = node.kind == .identifier ? [node] : node.subtree.filter { $0.kind == .name }
        for name in names {
            let variable = module.semantics.variable(of: name)
            if let variable, variable.scope.kind != .module {
                // Where the project imports it in functions, so does the wrapper.
                guard let text = text(ofImport: variable, in: module) else {
                    throw Refusal(.noSessionFactory, about: node.shortText)
                }
                inside.insert(text)
            } else if module != file.module, name.kind == .identifier || variable != nil {
                guard let source = ModuleNames(file).source(of: name.text, in: module) ?? guided(name.text, module)
                else {
                    throw Refusal(.noSessionFactory, about: node.shortText)
                }
                guard source.name == name.identifier else { throw Refusal(.nameTaken, about: source.name) }
                try add(source.name, from: source.module)
            }
        }
    }

    /// An absolute name means the same in all files.
    private func guided(_ name: String, _ module: ModuleFile) -> (module: String, name: String)? {
        let source = guide.flatMap { ModuleNames($0).source(of: name, in: module) }
        return source.flatMap { $0.module.hasPrefix(".") ? nil : $0 }
    }

    /// The one `from a import b` that binds a name of a function, as it reads in this file.
    private func text(ofImport variable: Variable, in module: ModuleFile) -> String? {
        guard variable.bindings.count == 1, variable.bindings[0].kind == .importFrom,
            let alias = variable.bindings[0].node.parent, let from = alias.parent?.child(.module)?.compactText
        else { return nil }
        guard module != file.module, let path = file.project.path(ofModule: from, importedFrom: module.path) else {
            return module != file.module && from.hasPrefix(".") ? nil : "from \(from) import \(alias.text)"
        }
        return ModuleNames(file).dotted(path).map { "from \($0) import \(alias.text)" }
    }

    /// `from a import b as c` for the one name, if an import statement is all that it can mean here.
    static func text(of name: Syntax, in file: FileContext) -> String? {
        guard case .imported(let alias) = file.flow(around: name).definitions.value(of: name),
            alias.kind == .importAlias, let statement = alias.parent
        else { return nil }
        if statement.kind == .importStatement { return "import \(alias.text)" }
        guard let module = statement.child(.module) else { return nil }
        return "from \(module.compactText) import \(alias.text)"
    }
}

/// The modules that a file cannot import at its top because they import it.
private final class ImportCircles {
    private unowned let file: FileContext
    private lazy var imported = Set(ImportedModules(file.project).paths(importedBy: file.module))
    private var known: [String: Bool] = [:]

    init(_ file: FileContext) { self.file = file }

    func contain(_ module: String) -> Bool {
        if let found = known[module] { return found }
        let path = file.project.path(ofModule: module, importedFrom: file.path)
        let found = path.map {
            !imported.contains($0) && ImportedModules(file.project).mayRun(file.path, importing: $0)
        }
        known[module] = found ?? false
        return found ?? false
    }
}
