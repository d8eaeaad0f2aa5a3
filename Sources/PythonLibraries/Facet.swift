import PythonSyntax

/// What a library knows of a value: that it is a session, a query, a logger. A facet says by itself what iterating it gives, what
/// its methods give and do, so that a new library needs no case anywhere else.
public protocol Facet: Hashable, Sendable {
    /// What iterating gives, nil if that is not known.
    var element: InferredType? { get }
    /// What a method gives, nil if that is not known.
    func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType?
    /// What calling a method does, nil if that is not known.
    func effects(of method: String) -> Effects?
    /// Whether it belongs to a request, nil if that depends on what it was made of.
    var belongsToRequest: Bool? { get }
}

extension Facet {
    public var element: InferredType? { nil }
    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? { nil }
    public func effects(of method: String) -> Effects? { nil }
    public var belongsToRequest: Bool? { nil }
}

/// A facet of whatever kind, compared by kind and value.
public struct AnyFacet: Sendable, Hashable {
    public let facet: any Facet

    public static func == (left: Self, right: Self) -> Bool { AnyHashable(left.facet) == AnyHashable(right.facet) }

    public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(facet)) }
}
