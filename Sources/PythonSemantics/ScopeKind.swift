/// The kinds of scope in Python, as in CPython's `symtable`.
public enum ScopeKind: Sendable {
    case module, `class`, function, lambda, comprehension
    /// For the type parameters of PEP 695, around the function or class that has them, and for the value of a `type`
    /// alias.
    case typeParameters

    /// A class body's names are invisible in the functions inside it.
    var isVisibleFromInside: Bool { self != .class }
}
