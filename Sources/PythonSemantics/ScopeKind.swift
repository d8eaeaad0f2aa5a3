/// The kinds of scope in Python, as in CPython's `symtable`.
public enum ScopeKind: Sendable {
    case module, `class`, function, lambda, comprehension
    /// Where the type parameters of PEP 695 live, around the function or class that has them, and where the value of
    /// a `type` alias is evaluated.
    case typeParameters

    /// Names of a class body are invisible in the functions inside it.
    var isVisibleFromInside: Bool { self != .class }
}
