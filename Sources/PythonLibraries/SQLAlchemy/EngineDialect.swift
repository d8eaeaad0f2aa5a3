import PythonSemantics
import PythonSyntax

/// Finds the database of a session from the URL of its engine: `sqlite`, `postgresql`, `mysql`.
///
/// Nil if the URL is not a literal in the project: it may come from the environment.
public struct EngineDialect {
    private let model: FrameworkModel

    public init(_ model: FrameworkModel) { self.model = model }

    private var index: ProjectIndex { model.index }

    public func dialect(of session: Syntax, in module: ModuleFile) -> String? {
        let makers = SessionOrigin(model: model).makers(of: session, in: module)
        return makers.lazy.compactMap { dialect(ofEngineIn: $0.call, $0.module) }.first
    }

    // MARK: Engines

    private func dialect(ofEngineIn call: CallExpression, _ module: ModuleFile) -> String? {
        guard let engine = call.boundEngine else { return nil }
        if let made = CallExpression(engine.withoutParentheses) { return dialect(ofEngine: made, module) }
        guard case .value(let value, let owner)? = index.definition(of: engine, in: module) else { return nil }
        return CallExpression(value.withoutParentheses).flatMap { dialect(ofEngine: $0, owner) }
    }

    private func dialect(ofEngine call: CallExpression, _ module: ModuleFile) -> String? {
        guard makesEngine(call, module), let url = call.keyword("url") ?? call.positional.first else { return nil }
        if let written = Self.dialect(inURL: url) { return written }
        guard case .value(let value, _)? = index.definition(of: url, in: module) else { return nil }
        return Self.dialect(inURL: value)
    }

    /// Matches any imported name. A name that cannot be resolved may only prevent a fix.
    private func makesEngine(_ call: CallExpression, _ module: ModuleFile) -> Bool {
        if ["create_engine", "create_async_engine"].contains(call.functionName ?? "") { return true }
        return index.definition(of: call.function, in: module)?.externalName
            .map(SQLAlchemyNames.engineMakers.contains) ?? false
    }

    /// `sqlite` in `"sqlite+aiosqlite:///app.db"`; for an f-string, only the text before its first field is used.
    private static func dialect(inURL node: Syntax) -> String? {
        let node = node.withoutParentheses
        guard node.kind == .string || node.kind == .formattedString else { return nil }
        let text = node.text.drop { "frbuFRBU".contains($0) }.drop { $0 == "'" || $0 == "\"" }
        let scheme = text.prefix { $0.isLetter || $0.isNumber }
        guard let next = text.dropFirst(scheme.count).first, next == ":" || next == "+", !scheme.isEmpty else {
            return nil
        }
        return scheme.lowercased()
    }
}
