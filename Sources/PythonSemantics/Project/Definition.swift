import PythonSyntax

/// What a name means, once imports and re-exports have been followed.
public enum Definition: Sendable {
    case function(FunctionDefinition, in: ModuleFile)
    case type(ClassDefinition, in: ModuleFile)
    /// The right side of the only assignment that gives the name a value.
    case value(Syntax, in: ModuleFile)
    case module(ModuleFile)
    /// The full dotted name of something outside the project: `sqlalchemy.orm.Session`, `builtins.next`.
    case external(String)

    /// The full name of something outside the project.
    public var externalName: String? {
        if case .external(let name) = self { name } else { nil }
    }
}
