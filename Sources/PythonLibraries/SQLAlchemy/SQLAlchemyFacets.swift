import PythonSyntax

/// The kind of a SQLAlchemy or SQLModel session.
public struct SessionType: Facet {
    public let isAsync: Bool
    /// A `scoped_session`, or Flask-SQLAlchemy's `db.session`: a proxy for one session per thread or request.
    public let isScoped: Bool

    public init(isAsync: Bool, isScoped: Bool = false) {
        self.isAsync = isAsync
        self.isScoped = isScoped
    }

    public var belongsToRequest: Bool? { true }

    public func effects(of method: String) -> Effects? { SessionMethods.effects(of: method) }

    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        let first = call.positional.first
        let roles = SessionMethods.roles(of: method)
        if roles.contains(.executes) {
            guard let rows = first.flatMap(types.type(of:))?.facet(QueryType.self)?.mapped else { return nil }
            switch method {
            case "scalar": return .optional(.instance(rows))
            case "execute": return .known(ResultType(mapped: rows))
            case "scalars", "exec", "stream_scalars": return .known(ScalarsType(mapped: rows))
            default: return nil
            }
        }
        switch method {
        case "query": return types.selected(call)
        case "get": return first.flatMap(types.mappedClass(named:)).map { .optional(.instance($0)) }
        case "get_one": return first.flatMap(types.mappedClass(named:)).map { .instance($0) }
        case "merge": return first.flatMap(types.type(of:))
        default: return nil
        }
    }
}

/// An instance of a mapped class.
public struct RowType: Facet {
    public let mapped: MappedClass

    public var belongsToRequest: Bool? { true }
}

/// A `Query` or `Select` over one mapped class.
public struct QueryType: Facet {
    public let mapped: MappedClass

    public var belongsToRequest: Bool? { true }
    public var element: InferredType? { .instance(mapped) }

    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        QueryMethods.roles(ofQueryMethod: method).type(mapped, refined: .known(self))
    }

    public func effects(of method: String) -> Effects? {
        QueryMethods.effects(QueryMethods.roles(ofQueryMethod: method))
    }
}

/// The result of `execute` for such a `Select`.
public struct ResultType: Facet {
    public let mapped: MappedClass

    public var belongsToRequest: Bool? { true }

    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        QueryMethods.roles(ofResultMethod: method).type(mapped, refined: .known(self))
    }

    public func effects(of method: String) -> Effects? {
        QueryMethods.effects(QueryMethods.roles(ofResultMethod: method))
    }
}

/// The result of `scalars` for it.
public struct ScalarsType: Facet {
    public let mapped: MappedClass

    public var belongsToRequest: Bool? { true }
    public var element: InferredType? { .instance(mapped) }

    public func result(of method: String, _ call: CallExpression, _ types: TypeInference) -> InferredType? {
        QueryMethods.roles(ofScalarsMethod: method).type(mapped, refined: .known(self))
    }

    public func effects(of method: String) -> Effects? {
        QueryMethods.effects(QueryMethods.roles(ofScalarsMethod: method))
    }
}

extension QueryRoles {
    /// The type that a method with these roles returns.
    fileprivate func type(_ mapped: MappedClass, refined: InferredType) -> InferredType? {
        if contains(.refines) { return refined }
        if contains(.scalars) { return .known(ScalarsType(mapped: mapped)) }
        if contains(.oneOrNone) { return .optional(.instance(mapped)) }
        if contains(.one) { return .instance(mapped) }
        return contains(.many) ? .list(.instance(mapped)) : nil
    }
}

extension InferredType {
    public static func session(_ type: SessionType) -> InferredType { .known(type) }
    public static func instance(_ mapped: MappedClass) -> InferredType { .known(RowType(mapped: mapped)) }
    static func query(_ mapped: MappedClass) -> InferredType { .known(QueryType(mapped: mapped)) }

    public var session: SessionType? { facet(SessionType.self) }
    public var instance: MappedClass? { facet(RowType.self)?.mapped }

    /// The mapped class, if the value is a list of instances or the scalars of a result.
    public var rows: MappedClass? { listed?.instance ?? facet(ScalarsType.self)?.mapped }

    /// True for a query, or a result that has not been read.
    public var isUnread: Bool { facet(QueryType.self) != nil || facet(ResultType.self) != nil }
}
