import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// What one argument of a task is, and what can be passed in its place.
enum PassedValue {
    case session(SessionType)
    case instance(MappedClass)
    case instances(MappedClass)
    /// Data that does not depend on the session.
    case plain
    /// An object made with the session, a repository say.
    case holdsSession
    case deferred
    /// A dictionary, tuple or list with the session or an instance in it.
    case container
    /// A relationship of an instance, or something else that cannot be told from an instance.
    case unclear

    /// An instance, or a list of them.
    var isRow: Bool {
        switch self {
        case .instance, .instances: true
        default: false
        }
    }

    /// The class of the rows.
    var mapped: MappedClass? {
        switch self {
        case .instance(let type), .instances(let type): type
        default: nil
        }
    }

    init(_ value: Syntax, in file: FileContext) {
        let node = value.withoutParentheses
        guard let type = file.frameworks.type(of: node), !Self.saysNothing(type) else {
            self = PassedValue.untyped(node, in: file)
            return
        }
        if let session = type.session {
            self = .session(session)
        } else if let mapped = type.instance {
            self = .instance(mapped)
        } else if type.listed?.session != nil {
            self = .container
        } else if let mapped = type.rows {
            self = .instances(mapped)
        } else if case .object(let type, let owner) = type.withoutOptional,
            SessionHolder.holdsSession(type, in: owner, file) || SessionHolder.isBuiltWithSession(node, in: file)
        {
            self = .holdsSession
        } else {
            self = Self.mayCarryInstances(node, in: file) ? .unclear : .plain
        }
    }

    private static func untyped(_ node: Syntax, in file: FileContext) -> PassedValue {
        let isDeferred =
            node.kind == .lambda
            || CallExpression(node).map {
                $0.functionName == "partial" || $0.functionName == "dict"
            } ?? false
        let containers: Set<NodeKind> = [
            .dictionary, .tuple, .list, .set, .listComprehension, .dictionaryComprehension,
        ]
        if isDeferred || containers.contains(node.kind) {
            if CarriedInstances(file.frameworks, in: file.module).isCertain(in: node) {
                return isDeferred ? .deferred : .container
            }
            return !isDeferred && mayCarryInstances(node, in: file) ? .unclear : .plain
        }
        if SessionHolder.isBuiltWithSession(node, in: file) { return .holdsSession }
        return mayCarryInstances(node, in: file) ? .unclear : .plain
    }

    /// A value is data only if that is shown.
    private static func mayCarryInstances(_ node: Syntax, in file: FileContext) -> Bool {
        var carried = CarriedInstances(file.frameworks, in: file.module)
        return carried.mayBe(in: node)
    }

    /// A logger or a file says nothing about the request: what it was made of does.
    private static func saysNothing(_ type: InferredType) -> Bool {
        if case .known(let known) = type.withoutOptional { known.facet.belongsToRequest == nil } else { false }
    }
}
