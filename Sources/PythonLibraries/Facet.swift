import PythonSyntax

/// What a library knows about a value: that it is a session, a query, a logger. A facet itself knows what iteration
/// and methods return and do, so that a new library needs no case elsewhere.
public protocol Facet: Hashable, Sendable {
    /// The type of the elements, nil if unknown.
    var element: InferredType? { get }
    /// The type of a method's result, nil if unknown.
    func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType?
    /// The effects of calling a method, nil if unknown.
    func effects(of method: String) -> Effects?
    /// Whether the value belongs to a request; nil if that depends on what it was made from.
    var belongsToRequest: Bool? { get }
}

extension Facet {
    public var element: InferredType? { nil }
    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? { nil }
    public func effects(of method: String) -> Effects? { nil }
    public var belongsToRequest: Bool? { nil }
}

/// A facet of any kind, compared by kind and value.
public struct AnyFacet: Sendable, Hashable {
    public let facet: any Facet

    public static func == (left: Self, right: Self) -> Bool { AnyHashable(left.facet) == AnyHashable(right.facet) }

    public func hash(into hasher: inout Hasher) { hasher.combine(AnyHashable(facet)) }
}
