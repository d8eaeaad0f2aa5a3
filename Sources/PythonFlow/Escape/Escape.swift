/// How a value escapes from the code that is analysed: other code may use it, now or later.
public enum Escape: Sendable, Hashable {
    case returned, yielded
    /// In a container, an attribute, a class, a default value.
    case stored
    /// In a global, which every function may use.
    case global
    /// A nested function or lambda uses it and may run later.
    case captured
    /// Passed to a call that may keep it.
    case passed
    /// Referenced by another name.
    case aliased
    /// It replaces `sys.stdout` or another standard stream.
    case standardStream
    /// On other paths the name holds something else.
    case severalOrigins
    /// The name is bound again, or deleted, while the value is in use.
    case rebound, deleted
    /// The value cannot be followed.
    case unclear
}
