import PythonSemantics
import PythonSyntax

/// A FastAPI dependency of a parameter: `= Depends(get_db)` or `Annotated[Session, Depends(get_db)]`.
public struct Dependency {
    /// The dependency itself: `get_db`.
    public let callable: Syntax
    public let module: ModuleFile
    /// `Depends(get_db, scope="function")`: it ends before the response is sent, in every version that knows scopes.
    public let endsBeforeResponse: Bool

    public func definition(_ index: ProjectIndex) -> Definition? { index.definition(of: callable, in: module) }

    /// `Depends(f)` in a default value, an annotation or a list of dependencies. Nil for other expressions.
    public init?(default value: Syntax, in module: ModuleFile, _ index: ProjectIndex) {
        guard let call = CallExpression(value.withoutParentheses),
            let name = index.definition(of: call.function, in: module)?.externalName,
            StarletteNames.depends.contains(name),
            let callable = call.positional.first ?? call.keyword("dependency")
        else { return nil }
        self.callable = callable
        self.module = module
        endsBeforeResponse = call.keyword("scope").map { $0.plainString != "request" } ?? false
    }

    /// From `Annotated[T, Depends(f)]`, or an alias of it.
    init?(annotated annotation: Syntax, in module: ModuleFile, _ index: ProjectIndex, depth: Int = 0) {
        let node = annotation.withoutParentheses
        if node.kind == .subscription, node.child(.object)?.lastName == "Annotated" {
            for element in node.child(.index)?.children(.element).dropFirst() ?? [] {
                if let found = Dependency(default: element, in: module, index) {
                    self = found
                    return
                }
            }
            return nil
        }
        guard depth < 4, case .value(let value, let owner)? = index.definition(of: node, in: module),
            let found = Dependency(annotated: value, in: owner, index, depth: depth + 1)
        else { return nil }
        self = found
    }

    /// The dependency of a parameter node, nil if it has none.
    public init?(of parameter: Syntax, in module: ModuleFile, _ index: ProjectIndex) {
        if let value = parameter.child(.defaultValue), let found = Dependency(default: value, in: module, index) {
            self = found
        } else if let annotation = parameter.child(.annotation),
            let found = Dependency(annotated: annotation, in: module, index)
        {
            self = found
        } else {
            return nil
        }
    }
}
