import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The `with` header that opens a wrapper's session, and the imports it takes.
struct OwnSession {
    /// `with SessionLocal() as db:` without the name: `with SessionLocal()`.
    let header: String
    let opening: SessionOpening

    init(_ opening: SessionOpening, in file: FileContext, _ imports: inout ImportEditor) throws(Refusal<TaskReason>) {
        self.opening = opening
        let keyword = opening.isAsyncContext ? "async with" : "with"
        switch opening.form {
        case .configured(let module, let name):
            guard let root = name.split(separator: ".").first, imports.add(String(root), from: module) else {
                throw Refusal(.nameTaken)
            }
            header = "\(keyword) \(name)()"
        case .call(let node):
            try Self.importNames(of: node, from: opening.module, into: file, &imports)
            header = "\(keyword) " + (CallExpression(node) == nil ? node.text + "()" : node.text)
        case .generator(let callable, let isAsync):
            try Self.importNames(of: callable, from: opening.module, into: file, &imports)
            let manager = isAsync ? "asynccontextmanager" : "contextmanager"
            guard imports.add(manager, from: "contextlib") else { throw Refusal(.nameTaken) }
            header = "\(keyword) \(manager)(\(callable.text))()"
        }
    }

    /// Every global name of an expression that is written in another module.
    private static func importNames(
        of node: Syntax, from module: ModuleFile, into file: FileContext, _ imports: inout ImportEditor
    ) throws(Refusal<TaskReason>) {
        let names = node.kind == .identifier ? [node] : node.subtree.filter { $0.kind == .name }
        for name in names where module != file.module {
            guard name.kind == .identifier || module.semantics.variable(of: name) != nil else { continue }
            guard let source = ModuleNames(file).source(of: name.text, in: module) else {
                throw Refusal(.noSessionFactory)
            }
            guard source.name == name.identifier, imports.add(source.name, from: source.module) else {
                throw Refusal(.nameTaken)
            }
        }
    }
}
