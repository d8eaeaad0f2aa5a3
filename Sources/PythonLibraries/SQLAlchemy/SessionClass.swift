import PythonSemantics
import PythonSyntax

/// A session class of the project, as far as it is not SQLAlchemy's own.
struct SessionClass {
    let index: ProjectIndex

    /// What decides which row a key leads to, and what a `with` does at its end.
    private static let methods = ["get", "get_one", "__enter__", "__exit__", "__aenter__", "__aexit__"]

    /// True if a session that a call opens looks rows up, or ends a `with`, in a way of its own.
    func isUnusual(openedBy call: CallExpression, in module: ModuleFile) -> Bool {
        switch index.definition(of: call.function, in: module) {
        case .type(let type, let home)?: return overrides(type, in: home)
        case .value(let value, let home)?:
            guard let maker = CallExpression(value.withoutParentheses),
                let type = maker.keyword("class_"),
                case .type(let made, let owner)? = index.definition(of: type, in: home)
            else { return false }
            return overrides(made, in: owner)
        default: return false
        }
    }

    private func overrides(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        Self.methods.contains { name in
            if case .function? = index.member(name, of: type, in: module) { true } else { false }
        }
    }
}
