/// The exceptions of the module `builtins`.
public enum BuiltinExceptions {
    /// True for the full name of a builtin exception: creating one has no other effect.
    public static func contains(_ name: String) -> Bool {
        guard name.hasPrefix("builtins.") else { return false }
        return ["Error", "Exception", "ExceptionGroup", "Exit", "Interrupt", "Iteration", "Warning"]
            .contains(where: name.hasSuffix)
    }
}
