import PythonSemantics
import PythonSyntax

/// Creates every name that fixes introduce. A new name neither hides another nor is hidden, and one minter never
/// returns the same name twice.
public struct NameMinter {
    private var taken: Set<String>
    private let isFree: (String) -> Bool

    /// Names for a scope of a file: unused in the scope and everything inside it.
    public init(in scope: Scope, of file: FileContext) {
        taken = []
        let used = file.names(inside: scope)
        isFree = { scope.resolve($0) == nil && !used.contains($0) }
    }

    /// Names for a newly written function. `reserved` are the names that it uses.
    public init(reserved: Set<String>) {
        taken = reserved
        isFree = { !Self.keywords.contains($0) }
    }

    /// `word`, or the first free one of `word_2`, `word_3`, … `isReusable` may allow a name to be bound again.
    public mutating func numbered(_ word: String, orReusing isReusable: (String) -> Bool = { _ in false }) -> String {
        var name = word
        var number = 1
        while taken.contains(name) || !(isFree(name) || isReusable(name)) {
            number += 1
            name = "\(word)_\(number)"
        }
        taken.insert(name)
        return name
    }

    /// `word`, with as many trailing underscores as it takes to be free, as PEP 8 suggests for clashes with keywords.
    public mutating func underscored(_ word: String) -> String {
        var name = word
        while taken.contains(name) || !isFree(name) { name += "_" }
        taken.insert(name)
        return name
    }

    /// A plural whose singular is free as well: `order_ids` for keys that are each an `order_id`.
    public mutating func plural(_ singular: String) -> String {
        var name = singular
        while taken.contains(name) || taken.contains(name + "s") { name += "_" }
        taken.formUnion([name, name + "s"])
        return name + "s"
    }

    /// Python's keywords (language reference, 2.3.1).
    private static let keywords: Set<String> = [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]
}

extension NameMinter {
    /// A name for the target of a `with` statement. A name is reused if only `with` statements bind it, each for its
    /// own block.
    public mutating func contextVariable(_ word: String, at statement: Syntax, in scope: Scope) -> String {
        numbered(word) { name in
            scope.resolve(name).map { $0.scope == scope && Self.isReusable($0, at: statement) } ?? false
        }
    }

    private static func isReusable(_ variable: Variable, at statement: Syntax) -> Bool {
        guard !variable.isDeclaredInside, variable.foreignUses.isEmpty else { return false }
        let blocks = variable.bindings.map { $0.kind == .withTarget ? $0.node.enclosingStatement : nil }
        let all = blocks.compactMap { $0 }
        guard all.count == blocks.count else { return false }
        return variable.references.allSatisfy { use in all.contains { use.isDescendant(of: $0) } }
            && !all.contains { statement.isDescendant(of: $0) || $0.isDescendant(of: statement) }
    }
}
