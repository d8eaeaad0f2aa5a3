import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Signs that the second call is wanted whether or not the first one failed: what it does besides giving its result, and comments.
struct BothWays {
    let fallback: Syntax
    let moved: [Syntax]
    let target: Syntax
    let file: FileContext

    /// The first thing that is needed whether or not the first call failed.
    var needed: Syntax? { boundName ?? attributeReadBelow }

    /// `path` in `secondary(path := …)`, if anything else reads it.
    private var boundName: Syntax? {
        moved.lazy.flatMap(\.subtree).filter { $0.kind == .namedExpression }.first { expression in
            guard let name = expression.child(.target), let variable = file.semantics.variable(of: name) else {
                return true
            }
            return variable.references.contains { use in !moved.contains { use.isDescendantOrSelf(of: $0) } }
        }
    }

    /// The call of a method that sets an attribute which the code below reads.
    private var attributeReadBelow: Syntax? {
        guard
            let value = fallback.child(.value),
            let call = CallExpression(value.withoutParentheses.withoutAwait.withoutParentheses),
            let owner = call.receiver, let name = call.functionName, let own = target.lastName,
            let type = file.semantics.enclosingClass(ofSelf: owner),
            case .function(let method, _)? = file.project.member(name, of: type, in: file.module),
            let around = fallback.enclosingFunction
        else { return nil }
        let set = Set(method.ownNodes(.attribute).filter(\.isAssigned).compactMap(\.lastName)).subtracting([own])
        let isRead = around.subtree.contains { use in
            use.start > fallback.end && use.kind == .attribute && !use.isAssigned
                && use.lastName.map(set.contains) == true
        }
        return isRead ? value : nil
    }

    /// True if a comment before the second call, on a line of its own, wants it to run always.
    func isAnnouncedForBoth(since end: Int) -> Bool {
        guard end < fallback.start else { return false }
        return file.tree.comments(in: end..<fallback.start).contains { range in
            let words = NameWords(file.source.string(in: range))
            return words.contains(anyOf: Self.always)
        }
    }

    private static let always: Set<String> = [
        "always", "anyway", "authoritative", "both", "deliberately", "either", "intentionally", "purpose", "regardless",
        "unconditionally", "warm", "warms", "whether",
    ]
}
