/// What a scope does with names, in terms that CPython's `symtable` and a `SemanticModel` share.
struct ScopeDigest: Hashable, CustomStringConvertible {
    /// Kind and line. Of comprehensions the kind alone: what CPython takes for their line changed between versions.
    let head: String
    var local: Set<String> = []
    /// Owned by a function around it, or handed on from there to a scope inside.
    var free: Set<String> = []
    /// Empty for the module, where local and global are the same.
    var global: Set<String> = []

    var description: String {
        ([head] + [local, free, global].map { $0.sorted().joined(separator: " ") }).joined(separator: " | ")
    }
}
