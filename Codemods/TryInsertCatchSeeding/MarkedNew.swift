import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A mark of a new row that is set before the insert: `created = True`, `response.status_code = 201`, `count += 1`. After a conflict the
/// row is the other worker's, and it would still say so.
struct MarkedNew {
    let file: FileContext
    let site: SeedingSite

    /// The statement, nil if there is none.
    var statement: Syntax? {
        guard let add = site.statements.firstIndex(of: site.row.statement) else { return nil }
        return site.statements[..<add].first { statement in
            switch statement.kind {
            case .assignment, .augmentedAssignment, .annotatedAssignment:
                statement.children(.target).contains { isMark($0.withoutParentheses, statement) }
            case .expressionStatement: isCollected(statement)
            default: false
            }
        }
    }

    private func isMark(_ target: Syntax, _ statement: Syntax) -> Bool {
        guard !isOfRow(target), !isSetAgain(target) else { return false }
        switch target.kind {
        case .name: return isReadLater(target)
        case .attribute, .subscription: return isOfOther(target)
        case .tuple, .list: return target.children(.element).contains { isMark($0, statement) }
        default: return false
        }
    }

    private func isOfRow(_ target: Syntax) -> Bool {
        let root = Self.root(of: target)
        return [site.row.name, site.found].compactMap(\.self).contains { root.hasSameTokens(as: $0) }
    }

    private static func root(of target: Syntax) -> Syntax {
        var node = target
        while node.kind == .attribute || node.kind == .subscription, let object = node.child(.object) {
            node = object.withoutParentheses
        }
        return node
    }

    /// The branch for a row that exists, which the handler repeats, says the contrary.
    private func isSetAgain(_ target: Syntax) -> Bool {
        let branch = site.shape == .insertBehind ? site.ifStatement.child(.body) : site.otherBody
        return branch?.subtree.contains { $0.role == .target && $0.hasSameTokens(as: target) } ?? false
    }

    /// After the `if`, with the value from before the insert.
    private func isReadLater(_ name: Syntax) -> Bool {
        guard let variable = file.semantics.variable(of: name) else { return true }
        if variable.isUsedElsewhere || variable.scope.kind != .function { return true }
        let uses = file.flow(around: name).definitions.uses(ofBindingAt: name)
        return uses.contains { $0 != name && !isOwn($0) }
    }

    /// Where nobody gets after a conflict: the branch, or what follows the test up to the next round.
    private func isOwn(_ use: Syntax) -> Bool {
        guard site.shape == .insertBehind else {
            return site.statements.contains { use.isDescendantOrSelf(of: $0) }
        }
        return use.start >= site.ifStatement.end && site.ifStatement.parent.map(use.isDescendant) ?? false
    }

    /// Something that others see, and that is not what the row is made of.
    private func isOfOther(_ target: Syntax) -> Bool {
        let root = Self.root(of: target)
        // Another row is the transaction's matter.
        if file.frameworks.type(of: root)?.instance != nil { return false }
        guard root.kind == .name, let variable = file.semantics.variable(of: root) else { return true }
        let isMadeHere = variable.bindings.allSatisfy { binding in
            site.statements.contains { binding.node.isDescendantOrSelf(of: $0) }
        }
        if isMadeHere { return isReadLater(root) }
        return !(site.row.construction?.node.subtree.contains { $0.hasSameTokens(as: root) } ?? false)
    }

    /// `created.append(name)` of a list that is read later.
    private func isCollected(_ statement: Syntax) -> Bool {
        guard let call = statement.child(.value).flatMap(CallExpression.init), call.isNamed(Self.collecting),
            let list = call.receiver, list.kind == .name, let variable = file.semantics.variable(of: list),
            !isOfRow(list), variable.scope.kind == .function, !variable.isUsedElsewhere
        else { return false }
        let isLocal = variable.bindings.allSatisfy { binding in
            [.list, .dictionary, .set].contains(binding.statement?.child(.value)?.withoutParentheses.kind)
        }
        return isLocal
            && variable.references.contains { !isOwn($0) }
    }

    private static let collecting: WordSet = ["add", "append", "extend", "insert", "update"]
}
