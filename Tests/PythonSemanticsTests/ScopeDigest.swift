/// How a scope uses names, in terms that CPython's `symtable` and a `SemanticModel` share.
struct ScopeDigest: Hashable, CustomStringConvertible {
    /// Kind and line; for comprehensions only the kind, because the line that CPython gives changed between versions.
    let head: String
    var local: Set<String> = []
    /// Owned by an enclosing function, or passed on from there to a nested scope.
    var free: Set<String> = []
    /// Empty for the module, where local and global are the same.
    var global: Set<String> = []

    var description: String {
        ([head] + [local, free, global].map { $0.sorted().joined(separator: " ") }).joined(separator: " | ")
    }
}
