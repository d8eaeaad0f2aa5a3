import PythonSemantics
import PythonSyntax

/// What an expression is, as far as the libraries and the project's own classes tell.
public indirect enum InferredType: Sendable, Hashable {
    /// What a library knows it as.
    case known(AnyFacet)
    /// An instance of another class of the project.
    case object(ClassDefinition, in: ModuleFile)
    case list(InferredType)
    /// It, or `None`.
    case optional(InferredType)

    public static func known(_ facet: some Facet) -> InferredType { .known(AnyFacet(facet: facet)) }

    public var withoutOptional: InferredType {
        if case .optional(let inner) = self { inner.withoutOptional } else { self }
    }

    public var isOptional: Bool { if case .optional = self { true } else { false } }

    /// What it is to a library, `None` left out. Nil if it has no facet of that kind.
    public func facet<Kind: Facet>(_: Kind.Type) -> Kind? {
        if case .known(let known) = withoutOptional { known.facet as? Kind } else { nil }
    }

    /// What a list of it holds; nil for other types.
    public var listed: InferredType? { if case .list(let element) = withoutOptional { element } else { nil } }

    /// What iterating it gives.
    public var element: InferredType? {
        switch self {
        case .list(let element): element
        case .known(let known): known.facet.element
        case .object, .optional: nil
        }
    }

    /// What calling a method of it does, nil if no library knows.
    public func effects(of method: String) -> Effects? {
        switch withoutOptional {
        case .list: Libraries.roles(of: "builtins.list().\(method)").effects
        case .known(let known): known.facet.effects(of: method)
        case .object, .optional: nil
        }
    }

    /// What two paths through the code have in common, nil where they differ.
    static func common(_ left: InferredType, _ right: InferredType) -> InferredType? {
        guard left.withoutOptional == right.withoutOptional else { return nil }
        return left.isOptional ? left : right
    }
}
