import PythonSemantics
import PythonSyntax
import Rewriting

/// Names for what a fix has to name, free where they are put.
enum FreeName {
    static func handle(at statement: Syntax, _ file: FileContext) -> String {
        name("file", at: statement, file) { isReusable($0, at: statement) }
    }

    static func contents(at statement: Syntax, _ file: FileContext) -> String {
        name("contents", at: statement, file) { _ in false }
    }

    private static func name(
        _ word: String, at statement: Syntax, _ file: FileContext, isReusable: (Variable) -> Bool
    ) -> String {
        let scope = file.semantics.scope(of: statement)
        for number in 1... {
            let name = number == 1 ? word : "\(word)_\(number)"
            if isFree(name, scope, file) || scope.resolve(name).map({ $0.scope == scope && isReusable($0) }) == true {
                return name
            }
        }
        return word
    }

    /// Free in the scope, and meant by nothing inside it.
    private static func isFree(_ name: String, _ scope: Scope, _ file: FileContext) -> Bool {
        guard scope.resolve(name) == nil else { return false }
        return !scope.node.subtree.contains { ($0.kind == .name || $0.kind == .identifier) && $0.text == name }
    }

    /// A name that only `with` statements bind, each used within its own block, can be bound once more beside them.
    private static func isReusable(_ variable: Variable, at statement: Syntax) -> Bool {
        guard !variable.isDeclaredInside, variable.foreignUses.isEmpty else { return false }
        let blocks = variable.bindings.map { $0.kind == .withTarget ? $0.node.enclosingStatement : nil }
        let all = blocks.compactMap { $0 }
        guard all.count == blocks.count else { return false }
        return variable.references.allSatisfy { use in all.contains { use.isDescendant(of: $0) } }
            && !all.contains { statement.isDescendant(of: $0) }
            && !all.contains { $0.isDescendant(of: statement) }
    }
}
