/// The way out that a value takes of the code at hand: somebody else may use it, now or later.
public enum Escape: Sendable, Hashable {
    case returned, yielded
    /// In a container, an attribute, a class, a default value.
    case stored
    /// The name is a global, which every function may use.
    case global
    /// A nested function or lambda uses it and may run later.
    case captured
    /// Given to a call that may keep it.
    case passed
    /// It lives on under another name.
    case aliased
    /// It takes the place of `sys.stdout` or its kin.
    case standardStream
    /// The name holds something else on other paths.
    case severalOrigins
    /// The name is bound again, or deleted, while the value lives.
    case rebound, deleted
    /// It cannot be followed.
    case unclear
}
