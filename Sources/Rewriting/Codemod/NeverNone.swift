import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax

/// Shows that a value is not `None`: by its form, by what makes it, by a test before it, or by what a caller is told to pass.
public struct NeverNone {
    private let file: FileContext

    public init(_ file: FileContext) { self.file = file }

    /// False if nothing shows it.
    public func holds(_ value: Syntax) -> Bool {
        let node = value.withoutParentheses
        switch node.kind {
        case .string, .formattedString, .number: return true
        case .attribute:
            return node.lastName == "hex" && node.child(.object).map(holds) ?? false || isTested(node) || isFilled(node)
        case .call:
            let name = CallExpression(node).flatMap {
                file.project.definition(of: $0.function, in: file.module)?.externalName
            }
            return name.map { $0.hasPrefix("uuid.") || $0 == "builtins.str" || $0 == "builtins.int" } ?? false
        case .name: return isTested(node) || isPlainParameter(node)
        default: return false
        }
    }

    private func isTested(_ node: Syntax) -> Bool {
        file.flow(around: node).facts.facts(about: node).contains(.isNotNone)
    }

    /// `incident_id: int`: what FastAPI checks, or the caller is told to pass.
    private func isPlainParameter(_ name: Syntax) -> Bool {
        guard case .parameter(let node) = file.flow(around: name).definitions.value(of: name),
            let annotation = node.child(.annotation), node.child(.defaultValue)?.isNone != true
        else { return false }
        let isOptional = annotation.subtree.contains { $0.isNone || $0.lastName == "Optional" || $0.kind == .string }
        return !isOptional && PlainAnnotation.isPlain(annotation, in: file.module, file.project, file.frameworks)
    }

    /// `user.name` of a row whose column may not be NULL. A key is NULL until the row is sent.
    private func isFilled(_ node: Syntax) -> Bool {
        guard let name = node.lastName, let object = node.child(.object),
            let column = file.frameworks.type(of: object)?.instance?.column(name)
        else { return false }
        return !column.isNullable && !column.isPrimaryKey
    }
}
