import PythonSemantics
import PythonSyntax
import SourceText

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

    /// The first of some words that is free, else the last one with a number. `isReusable` may let a name be bound once more.
    public mutating func firstFree(
        of words: [String], orReusing isReusable: (String) -> Bool = { _ in false }
    ) -> String {
        let free = words.first { !taken.contains($0) && (isFree($0) || isReusable($0)) }
        return numbered(free ?? words.last ?? "value", orReusing: isReusable)
    }

    /// The first of some words that is free, if there is one: where a number would not do.
    public mutating func free(of words: [String], orReusing isReusable: (String) -> Bool = { _ in false }) -> String? {
        let free = words.first { !taken.contains($0) && (isFree($0) || isReusable($0)) }
        return free.map { numbered($0, orReusing: isReusable) }
    }

    /// `word`, with underscores after it until it is free, as PEP 8 has it for names that clash with keywords.
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
    /// A name for the target of a `with` statement. A name that only `with` statements bind, each used in its own block, is bound
    /// once more. Nil if no word is free.
    public mutating func contextVariable(
        _ words: [String], at statement: Syntax, in scope: Scope, of file: FileContext
    ) -> String? {
        free(of: words) { name in
            guard let variable = scope.resolve(name), let blocks = file.contextBlocks(of: variable) else {
                return false
            }
            // What only blocks of the module know may be hidden in a function.
            if variable.scope.kind == .module, scope.kind == .function {
                return !file.names(inside: scope).contains(name)
            }
            return variable.scope == scope && blocks.areApart(from: statement)
        }
    }
}

/// The `with` statements that bind a name which nothing else binds and nothing reads outside of their blocks.
struct ContextBlocks {
    /// In the order of their ids.
    private let blocks: [Syntax]

    init?(of variable: Variable) {
        guard !variable.isDeclaredInside, !variable.isUsedElsewhere else { return nil }
        let found = variable.bindings.map { $0.kind == .withTarget ? $0.node.enclosingStatement : nil }
        let all = Set(found.compactMap { $0 })
        guard !found.contains(nil), variable.references.allSatisfy({ $0.ancestors.contains(where: all.contains) })
        else {
            return nil
        }
        blocks = all.sorted { $0.id < $1.id }
    }

    /// True if a statement is in none of them and has none inside.
    func areApart(from statement: Syntax) -> Bool {
        let next = blocks.partitionPoint { $0.id >= statement.id }
        // What is inside has the ids right before the statement's own.
        let isAround = blocks[..<next].last?.isDescendant(of: statement) ?? false
        return !isAround
            && !statement.ancestors.contains { node in
                let place = blocks.partitionPoint { $0.id >= node.id }
                return place < blocks.count && blocks[place] == node
            }
    }
}
