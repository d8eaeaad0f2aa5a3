import PythonLibraries
import PythonSemantics
import PythonSyntax

/// How a call ends if it does not return, as far as the tables know.
enum CallOutcome {
    /// It raises: `finally` bodies run, and a handler may catch it.
    case raises
    /// The process ends there.
    case endsProcess

    /// Nil unless the statement consists of a call that does not return.
    init?(of statement: Syntax, _ model: SemanticModel) {
        guard statement.kind == .expressionStatement, let value = statement.child(.value)?.withoutParentheses,
            value.kind == .call, let function = value.child(.function)
        else { return nil }
        let roles =
            model.qualifiedName(of: function).map { Libraries.roles(of: $0) }
            ?? Self.roles(ofTestMethod: function, model)
        if roles.contains(.endsProcess) {
            self = .endsProcess
        } else if roles.contains(.neverReturns) {
            self = .raises
        } else {
            return nil
        }
    }

    /// The roles of a method that a test case calls on itself. Any base whose name ends with "TestCase" is taken for
    /// unittest's.
    private static func roles(ofTestMethod function: Syntax, _ model: SemanticModel) -> Roles {
        guard function.kind == .attribute, let method = function.lastName, let object = function.child(.object),
            object.kind == .name, let type = model.enclosingClass(ofSelf: object),
            type.bases.contains(where: { $0.lastName?.hasSuffix("TestCase") ?? false })
        else { return [] }
        return Libraries.roles(of: "unittest.TestCase().\(method)")
    }
}
