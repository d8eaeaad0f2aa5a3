import PythonSemantics
import PythonSyntax

/// What a mapped class itself does with the values that its rows are given.
extension MappedClass {
    /// True if a validator or a constructor may give a column another value than the one that is passed for it.
    public func mayChange(_ column: String, _ index: ProjectIndex) -> Bool {
        if validates(column, index) { return true }
        guard case .function(let function, _)? = index.member("__init__", of: definition, in: module) else {
            return false
        }
        return !OwnConstructor(function: function).passes(column)
    }

    /// `@validates("name")` returns what is stored
    /// ([SQLAlchemy](https://docs.sqlalchemy.org/en/20/orm/mapped_attributes.html#simple-validators)).
    private func validates(_ column: String, _ index: ProjectIndex) -> Bool {
        definition.body.children.compactMap(FunctionDefinition.init).flatMap(\.decorators).contains {
            decorator in
            guard Validator.isOne(decorator, in: module, index), let call = CallExpression(decorator) else {
                return false
            }
            return call.hasUnpacking || call.positional.contains { $0.plainString == column || $0.plainString == nil }
        }
    }
}

public enum Validator {
    /// True for SQLAlchemy's `@validates(…)`, whatever name it is imported under.
    public static func isOne(_ decorator: Syntax, in module: ModuleFile, _ index: ProjectIndex) -> Bool {
        guard let call = CallExpression(decorator) else { return false }
        let name = index.definition(of: call.function, in: module)?.externalName
        return call.functionName == "validates" || name.map { $0.hasSuffix(".validates") } ?? false
    }
}

/// A constructor that a mapped class defines.
private struct OwnConstructor {
    let function: FunctionDefinition

    /// True where it stores a parameter as it is, or leaves the column to the class's base.
    func passes(_ column: String) -> Bool {
        let targets = function.ownNodes.filter { $0.kind == .attribute && $0.role == .target && $0.lastName == column }
        if targets.isEmpty {
            return function.ownNodes(.call).compactMap(CallExpression.init).contains { call in
                call.functionName == "__init__" && call.arguments.contains { $0.isUnpacked && $0.keyword == nil }
            }
        }
        return targets.count == 1 && targets[0].parent?.child(.value)?.withoutParentheses.identifier == column
            && function.ownNodes.allSatisfy { $0.kind != .name || $0.role != .target || $0.identifier != column }
    }
}
