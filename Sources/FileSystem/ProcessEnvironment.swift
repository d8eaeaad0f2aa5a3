import Glibc

/// The environment variables of the process.
public enum ProcessEnvironment {
    /// Nil if the variable is unset. Bytes that are not UTF-8 are replaced.
    public static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// The bytes of a variable's value; nil if it is unset.
    public static func path(_ name: String) -> Path? { getenv(name).map { Path(cString: $0) } }

    /// Sets a variable for the commands that the process starts, unless it is set already. Not while other threads run.
    public static func setDefault(_ name: String, _ value: String) { setenv(name, value, 0) }
}
