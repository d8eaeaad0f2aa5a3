/// A set of kinds that is tested for many nodes: two words, no hashing.
public struct NodeKindSet: Sendable, Hashable, ExpressibleByArrayLiteral {
    private var low: UInt64 = 0
    private var high: UInt64 = 0

    public init(_ kinds: some Sequence<NodeKind>) {
        for kind in kinds {
            if kind.rawValue < 64 { low |= 1 << UInt64(kind.rawValue) } else { high |= 1 << UInt64(kind.rawValue - 64) }
        }
    }

    public init(arrayLiteral kinds: NodeKind...) { self.init(kinds) }

    public var isEmpty: Bool { low | high == 0 }

    @inline(__always) public func contains(_ kind: NodeKind) -> Bool {
        kind.rawValue < 64
            ? low & 1 << UInt64(kind.rawValue) != 0 : high & 1 << UInt64(kind.rawValue - 64) != 0
    }
}
