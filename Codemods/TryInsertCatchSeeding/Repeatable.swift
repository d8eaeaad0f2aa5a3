import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Statements that do no harm where they run although the row exists: without the check they run every time.
enum Repeatable {
    static func isRepeatable(_ statement: Syntax, _ file: FileContext) -> Bool {
        switch statement.kind {
        case .assignment, .annotatedAssignment, .expressionStatement, .passStatement: break
        default: return Harmless.isHarmless(statement)
        }
        return Harmless.isHarmless(statement)
            || statement.subtree.allSatisfy { node in
                guard let call = CallExpression(node) else {
                    return node.kind != .yield && node.kind != .namedExpression
                }
                return isRepeatable(call, file)
            }
    }

    private static func isRepeatable(_ call: CallExpression, _ file: FileContext) -> Bool {
        guard let name = call.functionName else { return false }
        if let object = call.function.child(.object), file.frameworks.type(of: object)?.session != nil {
            return ["add", "add_all", "flush", "commit"].contains(name)
        }
        if case .instance? = file.frameworks.type(of: call.node) { return true }
        return pure.contains(name) || name.lowercased().contains("hash")
    }

    /// Functions that only compute, by their last name.
    private static let pure: Set<String> = [
        "getenv", "get", "now", "utcnow", "today", "uuid4", "lower", "upper", "strip", "format", "join", "dumps",
        "loads", "str",
        "int", "float", "bool", "len", "dict", "list", "tuple", "set", "date", "datetime", "timedelta", "Decimal",
        "UUID",
        "encode", "decode", "replace", "split", "title", "capitalize", "gensalt", "token_hex", "token_urlsafe", "round",
        "min", "max", "sorted", "enumerate", "range", "zip", "items", "keys", "values", "copy", "isoformat", "time",
    ]
}
