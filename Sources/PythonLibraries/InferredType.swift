import PythonSemantics
import PythonSyntax

/// The type of an expression, as far as the libraries and the project's classes determine it.
public indirect enum InferredType: Sendable, Hashable {
    /// A type that a library knows.
    case known(AnyFacet)
    /// An instance of another class of the project.
    case object(ClassDefinition, in: ModuleFile)
    case list(InferredType)
    /// The type or `None`.
    case optional(InferredType)

    public static func known(_ facet: some Facet) -> InferredType { .known(AnyFacet(facet: facet)) }

    public var withoutOptional: InferredType {
        if case .optional(let inner) = self { inner.withoutOptional } else { self }
    }

    public var isOptional: Bool { if case .optional = self { true } else { false } }

    /// A library's facet of the type, ignoring `None`. Nil if it has none of that kind.
    public func facet<Kind: Facet>(_: Kind.Type) -> Kind? {
        if case .known(let known) = withoutOptional { known.facet as? Kind } else { nil }
    }

    /// The element type of a list; nil for other types.
    public var listed: InferredType? { if case .list(let element) = withoutOptional { element } else { nil } }

    /// The element type when iterated.
    public var element: InferredType? {
        switch self {
        case .list(let element): element
        case .known(let known): known.facet.element
        case .object, .optional: nil
        }
    }

    /// The effects of calling one of its methods, nil if no library knows it.
    public func effects(of method: String) -> Effects? {
        switch withoutOptional {
        case .list: Libraries.roles(of: "builtins.list().\(method)").effects
        case .known(let known): known.facet.effects(of: method)
        case .object, .optional: nil
        }
    }

    /// The type that two paths through the code have in common, nil if they differ.
    static func common(_ left: InferredType, _ right: InferredType) -> InferredType? {
        guard left.withoutOptional == right.withoutOptional else { return nil }
        return left.isOptional ? left : right
    }
}
