import PythonSemantics
import PythonSyntax

/// Code that talks to somebody at a terminal.
enum Terminal {
    static func asks(_ node: Syntax, in module: ModuleFile) -> Bool {
        module.nodes.calls(of: ["input", "getpass"]).contains { call in
            guard call.isDescendant(of: node), let function = call.child(.function) else { return false }
            return ["builtins.input", "getpass.getpass"].contains(module.semantics.qualifiedName(of: function) ?? "")
        }
    }
}
