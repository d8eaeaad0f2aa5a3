import PythonSyntax

/// One place that gives a name a value, or takes it away.
public struct Binding: Sendable, Hashable {
    public enum Kind: Sendable {
        case assignment, annotatedAssignment, annotationOnly, augmentedAssignment, namedExpression
        case forTarget, comprehensionTarget, withTarget, exceptAlias, matchCapture
        case parameter, function, `class`, importModule, importFrom, typeAlias, typeParameter
        case deletion
    }

    public let kind: Kind
    /// The name; for `import a.b` the module's name, of which the first word is bound.
    public let node: Syntax

    /// The statement that binds: of a parameter its `def`, of a walrus the statement it stands in.
    public var statement: Syntax? { node.enclosingStatement }

    /// True for what `import` and `from … import` bind.
    public var isImport: Bool { kind == .importModule || kind == .importFrom }
    var isDefinition: Bool { isImport || kind == .function || kind == .class }

    /// True where importing the module binds the name: at the top level or in a `try` there, and not under
    /// `if TYPE_CHECKING`, where the name does not exist when the program runs.
    public var isExecutedOnImport: Bool {
        statement?.ancestors.allSatisfy { $0.kind == .module || $0.kind == .tryStatement || $0.kind == .block } ?? false
    }
}
