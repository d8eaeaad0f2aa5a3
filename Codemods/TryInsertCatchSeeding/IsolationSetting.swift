import PythonLibraries
import PythonSyntax

/// The isolation level that a function sets: `session.connection(execution_options={"isolation_level": "SERIALIZABLE"})`.
struct IsolationSetting {
    let level: Syntax?

    init(in scope: Syntax) { level = EngineIsolation.level(in: scope) }
}
