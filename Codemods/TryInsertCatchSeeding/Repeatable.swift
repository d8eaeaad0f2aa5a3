import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Statements that do no harm where they run although the row exists: without the check they run every time.
enum Repeatable {
    static func isRepeatable(_ statement: Syntax, _ file: FileContext) -> Bool {
        switch statement.kind {
        case .assignment, .annotatedAssignment, .expressionStatement, .passStatement:
            return statement.subtree.allSatisfy { isRepeatable(part: $0, file) }
        default: return file.effects.of(statement).isHarmless
        }
    }

    private static func isRepeatable(part node: Syntax, _ file: FileContext) -> Bool {
        switch node.kind {
        case .yield, .yieldFrom, .namedExpression: return false
        // What the rollback takes back: the new row and its columns.
        case .attribute where node.role == .target:
            return node.child(.object).flatMap { file.frameworks.type(of: $0)?.instance } != nil
        case .subscription: return node.role != .target
        case .call: return CallExpression(node).map { isRepeatable($0, file) } ?? false
        default: return true
        }
    }

    private static func isRepeatable(_ call: CallExpression, _ file: FileContext) -> Bool {
        if let call = SessionCall(call.node, file.frameworks) { return call.has([.adds, .flushes, .commits]) }
        if file.frameworks.type(of: call.node)?.instance != nil { return true }
        return file.effects.ofCalling(call).isHarmless
    }
}
