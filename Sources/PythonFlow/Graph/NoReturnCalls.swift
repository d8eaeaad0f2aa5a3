import PythonSemantics
import PythonSyntax

/// Calls that do not return to the next statement.
enum NoReturnCalls {
    /// What a call does instead of returning.
    enum Outcome {
        /// It raises: `finally` bodies run, and a handler may catch it.
        case raises
        /// The process ends there.
        case terminates
    }

    /// Python reference: `sys.exit` and the `site` builtins raise SystemExit. pytest: "Skip.Exception", "Failed", "Exit".
    /// Flask: `abort` raises an HTTPException.
    private static let raising: Set<String> = [
        "sys.exit", "builtins.exit", "builtins.quit", "pytest.fail", "pytest.skip", "pytest.exit", "pytest.xfail",
        "flask.abort", "werkzeug.exceptions.abort", "typing.assert_never", "typing_extensions.assert_never",
        "_thread.exit",
    ]

    /// `os._exit` ends the process "without calling cleanup handlers"; `os.exec*` replaces it.
    private static let terminating: Set<String> = [
        "os._exit", "os.abort", "os.execl", "os.execle", "os.execlp", "os.execlpe", "os.execv", "os.execve",
        "os.execvp", "os.execvpe",
    ]

    /// Methods of `unittest.TestCase` that raise.
    private static let testMethods: Set<String> = ["fail", "skipTest"]

    /// What a statement that consists of a call does, nil if it may return.
    static func outcome(of statement: Syntax, _ model: SemanticModel) -> Outcome? {
        guard statement.kind == .expressionStatement, let value = statement.child(.value)?.withoutParentheses,
            value.kind == .call, let function = value.child(.function)
        else { return nil }
        if let name = model.qualifiedName(of: function) {
            if raising.contains(name) { return .raises }
            return terminating.contains(name) ? .terminates : nil
        }
        guard function.kind == .attribute, testMethods.contains(function.lastName ?? ""),
            let object = function.child(.object), object.kind == .name,
            let type = model.enclosingClass(ofSelf: object)
        else { return nil }
        let isTestCase = type.bases.contains { $0.lastName?.hasSuffix("TestCase") ?? false }
        return isTestCase ? .raises : nil
    }
}
