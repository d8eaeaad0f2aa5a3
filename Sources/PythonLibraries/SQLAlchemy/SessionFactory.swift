import PythonSemantics
import PythonSyntax

/// Recognises session factories: `sessionmaker(…)`, `async_sessionmaker(…)`, `sessionmaker(class_=AsyncSession)`.
enum SessionFactory {
    /// The kind of session that calling a value creates, nil if it creates none.
    static func product(of value: Syntax, in module: ModuleFile, _ index: ProjectIndex, depth: Int = 0) -> SessionType?
    {
        guard depth < 4 else { return nil }
        if let call = CallExpression(value.withoutParentheses) {
            guard let name = index.definition(of: call.function, in: module)?.externalName else { return nil }
            if SQLAlchemyNames.asyncSessionMakers.contains(name) { return SessionType(isAsync: true) }
            if SQLAlchemyNames.sessionMakers.contains(name) {
                return SessionType(isAsync: makesAsyncSessions(call, in: module, index))
            }
            if SQLAlchemyNames.scopedSessions.contains(name) {
                return SessionType(isAsync: name.contains("async"), isScoped: true)
            }
            return nil
        }
        // `SessionLocal: sessionmaker[Session] = other_name`
        guard case .value(let inner, let owner)? = index.definition(of: value, in: module), inner != value else {
            return nil
        }
        return product(of: inner, in: owner, index, depth: depth + 1)
    }

    private static func makesAsyncSessions(_ call: CallExpression, in module: ModuleFile, _ index: ProjectIndex) -> Bool
    {
        guard let type = call.keyword("class_") ?? call.positional.dropFirst().first,
            let name = index.definition(of: type, in: module)?.externalName
        else { return false }
        return SQLAlchemyNames.asyncSessions.contains(name)
    }
}
