import PythonSyntax

/// Narrows the search for a pattern in a file to nodes with the pattern's names.
enum PatternAnchor: Sendable {
    /// The pattern is a call of a function or method with this name.
    case call(String)
    /// The pattern is an attribute with this name.
    case attribute(String)
    /// A call or attribute with this name is part of the pattern, at this depth in nodes of the root's kinds.
    case around(PatternAnchorName, Set<NodeKind>, depth: Int)
    /// No name restricts the search: every node of these kinds is a candidate.
    case kinds(Set<NodeKind>)

    init(_ root: PatternNode?) {
        guard let root else {
            self = .kinds([])
            return
        }
        let kinds = root.kinds
        switch root {
        case .call(let function, _):
            if let name = function.lastName {
                self = .call(name)
            } else {
                // The depth of the call within the calls of a chain is unknown.
                self = .kinds(kinds)
            }
        case .other(let shape) where shape.kind == .attribute && root.lastName != nil:
            self = .attribute(root.lastName ?? "")
        case .hole, .run, .chain: self = .kinds(kinds)
        default:
            self = root.namedPart(kinds, 0).map { .around($0.name, kinds, depth: $0.depth) } ?? .kinds(kinds)
        }
    }

    /// The nodes to compare with the pattern, without those that certainly do not match; ids ascend.
    func candidates(in nodes: NodeIndex) -> [Syntax] {
        switch self {
        case .call(let name): return nodes.calls(of: [name])
        case .attribute(let name): return nodes.attributes(of: [name])
        case .kinds(let kinds): return kinds.flatMap(nodes.all).sorted { $0.id < $1.id }
        case .around(let name, let kinds, let depth):
            var found: Set<Syntax> = []
            for node in name.isCall ? nodes.calls(of: [name.text]) : nodes.attributes(of: [name.text]) {
                found.formUnion(node.ancestors.lazy.filter { kinds.contains($0.kind) }.prefix(depth))
            }
            return found.sorted { $0.id < $1.id }
        }
    }
}

struct PatternAnchorName: Sendable {
    let text: String
    let isCall: Bool
}

extension PatternNode {
    /// The kinds of nodes that the part matches; empty if any.
    var kinds: Set<NodeKind> {
        switch self {
        case .hole, .run, .chain: []
        case .call: [.call]
        case .string: [.string]
        case .assignment: [.assignment, .annotatedAssignment]
        case .other(let shape): [shape.kind]
        }
    }

    /// The name, or the attribute's own name.
    var lastName: String? {
        guard case .other(let shape) = self, shape.kind == .name || shape.kind == .attribute,
            case .text(let bytes)? = shape.words.last
        else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A named call or attribute below the root, outside chains, and its depth in nodes of some kinds.
    fileprivate func namedPart(_ kinds: Set<NodeKind>, _ around: Int) -> (name: PatternAnchorName, depth: Int)? {
        switch self {
        case .hole, .run, .string: return nil
        case .chain(_, let object): return object.namedPart(kinds, around)
        case .call(let function, let arguments):
            if let name = function.lastName { return (PatternAnchorName(text: name, isCall: true), around) }
            return ([function] + arguments.positional + arguments.named.map(\.value)).firstNamed(kinds, around)
        case .assignment(let target, let value): return [value, target].firstNamed(kinds, around + 1)
        case .other(let shape):
            if shape.kind == .attribute, let name = lastName {
                return (PatternAnchorName(text: name, isCall: false), around)
            }
            return shape.children.firstNamed(kinds, around + (kinds.contains(shape.kind) ? 1 : 0))
        }
    }
}

extension [PatternNode] {
    fileprivate func firstNamed(_ kinds: Set<NodeKind>, _ around: Int) -> (name: PatternAnchorName, depth: Int)? {
        for part in self {
            if let found = part.namedPart(kinds, around) { return found }
        }
        return nil
    }
}
