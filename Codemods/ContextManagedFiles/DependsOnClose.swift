import PythonSyntax

/// Steps that may need a file to be closed already: they work on its path.
enum DependsOnClose {
    private static let names: Set<String> = [
        "remove", "unlink", "rename", "replace", "move", "copy", "copy2", "copyfile", "rmtree", "link", "symlink",
        "run", "call", "check_call", "check_output", "Popen", "system", "upload_file", "getvalue", "send_file", "open",
    ]

    static func isStep(_ statement: Syntax) -> Bool {
        statement.subtree.contains { node in
            guard node.kind == .call, let name = node.child(.function)?.lastName else { return false }
            return names.contains(name)
        }
    }
}
