import Glibc

/// The environment variables that the process was started with.
public enum ProcessEnvironment {
    /// Nil if the variable is unset. Bytes that are not UTF-8 are replaced.
    public static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
