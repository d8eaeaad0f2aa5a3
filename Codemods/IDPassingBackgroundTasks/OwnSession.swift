import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The `with` header that opens a wrapper's session, and the imports it takes.
struct OwnSession {
    /// `with SessionLocal() as db:` without the name: `with SessionLocal()`.
    let header: String
    let opening: SessionOpening

    init(_ opening: SessionOpening, _ imports: inout WrapperImports) throws(Refusal<TaskReason>) {
        self.opening = opening
        let keyword = opening.isAsyncContext ? "async with" : "with"
        switch opening.form {
        case .configured(let module, let name):
            try imports.add(String(name.prefix { $0 != "." }), from: module)
            header = "\(keyword) \(name)()"
        case .call(let node):
            try imports.addNames(of: node, in: opening.module)
            header = "\(keyword) " + (CallExpression(node) == nil ? node.text + "()" : node.text)
        case .generator(let callable, let isAsync):
            try imports.addNames(of: callable, in: opening.module)
            let manager = isAsync ? "asynccontextmanager" : "contextmanager"
            try imports.add(manager, from: "contextlib")
            header = "\(keyword) \(manager)(\(callable.text))()"
        }
    }
}
