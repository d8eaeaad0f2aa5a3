import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The attributes of a mapped class that the database keeps: what is set beside them is in the object at hand and nowhere else.
struct StoredAttributes {
    private let type: MappedClass
    private let file: FileContext

    init(_ type: MappedClass, _ file: FileContext) {
        self.type = type
        self.file = file
    }

    /// A column, a relationship, or another attribute that SQLAlchemy makes; a property or method that sets nothing else.
    func contains(_ attribute: String) -> Bool {
        if type.column(attribute) != nil { return true }
        switch member(attribute) {
        case .value(let value, let owner)?:
            guard let call = CallExpression(value.withoutParentheses) else { return false }
            let name = file.project.definition(of: call.function, in: owner)?.externalName
            return name.map {
                $0.hasPrefix("sqlalchemy.") || $0.hasPrefix("sqlmodel.") || $0.hasPrefix("flask_sqlalchemy.")
            }
                ?? false
        case .function(let function, _)?: return !exceeds(function, isKnown: { type.column($0) != nil })
        case let other?: return other.externalName != nil
        case nil: return false
        }
    }

    private func member(_ name: String) -> Definition? {
        file.project.member(name, of: type.definition, in: type.module)
    }

    /// True if a binding makes a row of the class with something that is not stored: `Incident(raw=…)`.
    func isExceeded(by binding: Binding) -> Bool {
        guard let value = Value(of: binding).expression,
            let call = CallExpression(value.withoutParentheses),
            case .type(let made, _)? = file.project.definition(of: call.function, in: file.module),
            made.node == type.definition.node
        else { return false }
        if case .function(let initializer, _)? = member("__init__") { return exceeds(initializer, isKnown: contains) }
        return !call.arguments.compactMap(\.keyword).allSatisfy(contains)
    }

    /// A method of the class that sets something else on its object.
    private func exceeds(_ function: FunctionDefinition, isKnown: (String) -> Bool) -> Bool {
        let own = function.parameters.first?.name
        return function.ownNodes.contains { node in
            node.kind == .attribute && node.role == .target && node.child(.object)?.identifier == own
                && !(node.lastName.map(isKnown) ?? false)
        }
    }
}
