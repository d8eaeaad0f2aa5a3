import PythonSyntax

/// A place that gives a name a value or deletes it.
public struct Binding: Sendable, Hashable {
    public enum Kind: Sendable {
        case assignment, annotatedAssignment, annotationOnly, augmentedAssignment, namedExpression
        case forTarget, comprehensionTarget, withTarget, exceptAlias, matchCapture
        case parameter, function, `class`, importModule, importFrom, typeAlias, typeParameter
        case deletion
    }

    public let kind: Kind
    /// The name; for `import a.b` the whole module name, of which the first component is bound.
    public let node: Syntax

    /// True if the name is all that a statement or clause assigns to, and not a part of it. Parentheses around it mean nothing.
    public var isWholeTarget: Bool { node.withParentheses.role == .target }

    /// The statement or clause of which the name is the whole target; the parameter, alias or definition that it names.
    public var holder: Syntax? { node.withParentheses.parent }

    /// The binding statement: the `def` for a parameter, the enclosing statement for a walrus.
    public var statement: Syntax? { node.enclosingStatement }

    /// True for what `import` and `from … import` bind.
    public var isImport: Bool { kind == .importModule || kind == .importFrom }
    var isDefinition: Bool { isImport || kind == .function || kind == .class }

    /// True if importing the module binds the name: at the top level or in a `try` there, and not under `if
    /// TYPE_CHECKING`, which does not run.
    public var isExecutedOnImport: Bool {
        statement?.ancestors.allSatisfy { $0.kind == .module || $0.kind == .tryStatement || $0.kind == .block } ?? false
    }
}
