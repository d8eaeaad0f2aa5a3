/// A node as stored. Nodes are in postorder: children before parents, each subtree contiguous.
struct RawNode: Sendable, BitwiseCopyable {
    var kind: NodeKind
    var role: NodeRole = .none
    var flags: NodeFlags = []
    /// Token indices, the end exclusive. They are equal for an empty node.
    var firstToken: UInt32
    var endToken: UInt32
    var parent: UInt32 = .none
    var firstChild: UInt32 = .none
    var nextSibling: UInt32 = .none
    /// Index of the first node of this subtree.
    var firstDescendant: UInt32
}

extension UInt32 {
    /// Stands for "no node".
    static let none = UInt32.max
}

/// Properties that a node's kind does not determine.
public struct NodeFlags: OptionSet, Sendable, BitwiseCopyable {
    public let rawValue: UInt8
    public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// `async def`, `async for`, `async with`.
    public static let async = NodeFlags(rawValue: 1)
    /// `*args`, `*Ts`, `except*`.
    public static let star = NodeFlags(rawValue: 2)
    /// `**kwargs`, `**P`.
    public static let doubleStar = NodeFlags(rawValue: 4)
    /// `lazy import` (PEP 810).
    public static let lazyImport = NodeFlags(rawValue: 8)
    /// A t-string.
    public static let template = NodeFlags(rawValue: 16)
    /// A block on the same line as its header.
    public static let inline = NodeFlags(rawValue: 32)
    /// With-items in parentheses.
    public static let parenthesized = NodeFlags(rawValue: 64)
}
