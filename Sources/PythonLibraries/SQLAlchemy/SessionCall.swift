import PythonSyntax

/// A call of a method of a session: `db.commit()`, `await self.session.flush()`.
public struct SessionCall {
    public let call: CallExpression
    /// The receiver of the method.
    public let session: Syntax
    public let method: String
    public let roles: SessionRoles

    /// Nil unless the receiver is known to be a session.
    public init?(_ node: Syntax, _ model: FrameworkModel) {
        guard let call = CallExpression(node), call.function.kind == .attribute, let method = call.functionName,
            let session = call.function.child(.object), model.type(of: session)?.session != nil
        else { return nil }
        self.call = call
        self.session = session
        self.method = method
        roles = SessionMethods.roles(of: method)
    }

    /// The call that a statement consists of: alone, awaited or assigned.
    public init?(statement: Syntax, _ model: FrameworkModel) {
        guard let value = statement.child(.value) else { return nil }
        self.init(value.withoutAwait, model)
    }

    /// True if the method has one of some roles.
    public func has(_ roles: SessionRoles) -> Bool { !self.roles.isDisjoint(with: roles) }

    /// True if an expression is an argument, by itself or in a list: `add(user)`, `add_all([user, role])`.
    public func isGiven(_ text: String) -> Bool {
        call.arguments.contains { argument in
            argument.value.text == text
                || argument.value.kind == .list && argument.value.children(.element).contains { $0.text == text }
        }
    }
}
