import PythonSyntax

/// The nodes that the holes of a pattern matched.
public struct Captures: Sendable {
    enum Slot: Sendable {
        case empty
        case one(Syntax)
        case several([Syntax])

        var first: Syntax? {
            switch self {
            case .empty: nil
            case .one(let node): node
            case .several(let nodes): nodes.first
            }
        }

        var all: [Syntax] {
            switch self {
            case .empty: []
            case .one(let node): [node]
            case .several(let nodes): nodes
            }
        }
    }

    private let holes: [String]
    private(set) var slots: [Slot]
    /// The index of the pattern that matched, among several; 0 for a single one.
    public internal(set) var alternative = 0

    init(_ holes: [String]) {
        self.holes = holes
        slots = Array(repeating: .empty, count: holes.count)
    }

    /// The node that `$name` matched.
    public subscript(_ name: String) -> Syntax? {
        holes.firstIndex(of: name).flatMap { slots[$0].first }
    }

    /// The nodes that `$...name` matched; may be empty.
    public func run(_ name: String) -> [Syntax] {
        holes.firstIndex(of: name).map { slots[$0].all } ?? []
    }

    mutating func set(_ number: Int, _ slot: Slot) { slots[number] = slot }

    /// With some holes already filled. Nil if a name is not one of a hole.
    func filled(_ values: [String: Syntax]) -> Captures? {
        var filled = self
        for (name, node) in values {
            guard let number = holes.firstIndex(of: name) else { return nil }
            filled.slots[number] = .one(node.withoutParentheses)
        }
        return filled
    }
}

/// A place at which a pattern matched.
public struct PatternMatch: Sendable {
    public let node: Syntax
    public let captures: Captures

    public subscript(_ name: String) -> Syntax? { captures[name] }
    public func run(_ name: String) -> [Syntax] { captures.run(name) }
    public var alternative: Int { captures.alternative }
}
