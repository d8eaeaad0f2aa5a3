import PythonSemantics
import PythonSyntax

/// The object that a name or attribute chain refers to: two expressions with equal identities refer to the same
/// object at their places.
///
/// Names are followed to their values: after `s = db` both have one identity. Reading an attribute twice is taken to
/// return the same object unless the function assigns it in between.
public struct Identity: Hashable {
    enum Root: Hashable {
        case version(VariableVersion)
        /// A name that nothing in the file binds: a builtin, or possibly from a star import.
        case outside(String)
    }

    let root: Root
    /// The attribute names from the root to the object.
    let path: [String]

    /// True for a plain name, whose object only a binding changes.
    var isVariable: Bool { path.isEmpty }

    /// The variable that holds the object, nil for attribute chains and for names of other files.
    public var variable: Variable? {
        guard path.isEmpty, case .version(let version) = root else { return nil }
        return version.variable
    }
}

/// Computes identities from the definitions of one function.
public final class Identities {
    public let definitions: Definitions
    private var known: [Syntax: Identity?] = [:]
    /// By attribute name, the assignments in the function, in text order.
    private lazy var assignments = attributeTargets()

    public init(_ definitions: Definitions) { self.definitions = definitions }

    private var graph: FlowGraph { definitions.graph }

    /// The identity of a name or attribute chain. Nil for other expressions, and if the object is ambiguous: the name
    /// is `global` somewhere, or this function assigns the attribute and may not have done so before.
    public func identity(of expression: Syntax) -> Identity? {
        let node = expression.withoutParentheses
        if let found = known[node] { return found }
        let found = identity(of: node, depth: 0)
        known[node] = .some(found)
        return found
    }

    /// True if both are shown to be the same object.
    public func areSame(_ first: Syntax, _ second: Syntax) -> Bool {
        guard let identity = identity(of: first) else { return false }
        return identity == self.identity(of: second)
    }

    private func identity(of expression: Syntax, depth: Int) -> Identity? {
        let node = expression.withoutParentheses
        guard depth < Definitions.longestChain else { return nil }
        switch node.kind {
        case .name: return identity(ofName: node, depth)
        case .attribute: return identity(ofAttribute: node, depth)
        default: return nil
        }
    }

    private func identity(ofName name: Syntax, _ depth: Int) -> Identity? {
        guard graph.semantics.variable(of: name) != nil else {
            return Identity(root: .outside(name.text), path: [])
        }
        guard let version = definitions.version(of: name) else { return nil }
        let own = Identity(root: .version(version), path: [])
        let reaching = definitions.reaching(name)
        guard reaching.isComplete, reaching.bindings.count == 1,
            let source = Value(of: reaching.bindings[0]).expression?.withoutParentheses,
            source.kind == .name || source.kind == .attribute,
            FlowGraph.owner(of: source) == graph.owner
        else { return own }
        // An alias of an unknown object still has an identity of its own.
        return identity(of: source, depth: depth + 1) ?? own
    }

    private func identity(ofAttribute node: Syntax, _ depth: Int) -> Identity? {
        guard let root = node.dottedRoot, let object = node.child(.object), let name = node.lastName else { return nil }
        let targets = assignments[name] ?? []
        guard targets.isEmpty else { return identity(ofAssigned: node, targets, root, depth) }
        guard let owner = identity(of: object, depth: depth + 1) else { return nil }
        return Identity(root: owner.root, path: owner.path + [name])
    }

    /// `self.db = db`, once in the function and before the place: the identity of the assigned value.
    private func identity(
        ofAssigned node: Syntax, _ targets: [Syntax], _ root: Syntax, _ depth: Int
    ) -> Identity? {
        guard targets.count == 1, targets[0].role == .target, let statement = targets[0].enclosingStatement,
            statement.kind == .assignment || statement.kind == .annotatedAssignment,
            targets[0].hasSameTokens(as: node), targets[0] == node || graph.hasCompleted(statement, before: node),
            let targetRoot = targets[0].dottedRoot, let version = definitions.version(of: targetRoot),
            version == definitions.version(of: root), let value = statement.child(.value)
        else { return nil }
        let names = node.compactText.split(separator: ".").dropFirst().map(String.init)
        return identity(of: value, depth: depth + 1) ?? Identity(root: .version(version), path: names)
    }

    /// Assignments and deletions of attributes, by name only: any object may be the one in question.
    private func attributeTargets() -> [String: [Syntax]] {
        var found: [String: [Syntax]] = [:]
        for node in graph.owner.subtree where node.kind == .attribute && AttributeTarget.isTarget(node) {
            found[node.lastName ?? "", default: []].append(node)
        }
        return found
    }
}

/// Distinguishes attributes that are assigned, deleted or bound from those that are read.
public enum AttributeTarget {
    public static func isTarget(_ attribute: Syntax) -> Bool {
        var node = attribute
        while let parent = node.parent {
            if node.role == .target { return parent.kind != .annotatedAssignment || parent.child(.value) != nil }
            switch parent.kind {
            case .tuple, .list, .starred, .parenthesized: node = parent
            default: return false
            }
        }
        return false
    }
}
