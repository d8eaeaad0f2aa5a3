import SourceText

/// What CPython's compiler counts as blocks: loops, items of `with` statements, the parts of `try` statements. Code in which more
/// than `maximum` of them stand inside each other does not compile.
///
/// Versions count the clauses of a `try` differently; the largest number is taken.
public struct StaticBlocks: Sendable {
    public static let maximum = 20

    /// Where each block begins, in text order, and how many blocks there are inside it, itself counted.
    private let blocks: [(start: Int, depth: Int)]

    /// The blocks in a node and around it.
    public init(in node: Syntax) {
        var depths: [UInt32: Int] = [:]
        var blocks: [(start: Int, depth: Int)] = []
        for id in stride(from: Int(node.id), through: Int(node.raw.firstDescendant), by: -1) {
            let inner = Syntax(tree: node.tree, id: UInt32(id))
            let weight = Self.weight(of: inner)
            guard weight > 0 else { continue }
            let depth = weight + Self.depth(around: inner, known: depths)
            depths[inner.id] = depth
            blocks.append((inner.start, depth))
        }
        self.blocks = blocks.sorted { $0.start < $1.start }
    }

    /// The number of blocks around a node in its function.
    public static func depth(around node: Syntax) -> Int { depth(around: node, known: [:]) }

    /// The depth of the innermost of all blocks; 0 if there is none.
    public var deepest: Int { blocks.map(\.depth).max() ?? 0 }

    /// The same of those that begin in a range.
    public func deepest(in range: Range<Int>) -> Int {
        let first = blocks.partitionPoint { $0.start >= range.lowerBound }
        return blocks[first...].prefix { $0.start < range.upperBound }.map(\.depth).max() ?? 0
    }

    private static func depth(around node: Syntax, known: [UInt32: Int]) -> Int {
        var depth = 0
        for ancestor in node.ancestors {
            if let rest = known[ancestor.id] { return depth + rest }
            switch ancestor.kind {
            case .functionDefinition, .classDefinition, .lambda: return depth
            default: depth += weight(of: ancestor)
            }
        }
        return depth
    }

    private static func weight(of node: Syntax) -> Int {
        switch node.kind {
        case .forStatement, .whileStatement, .finallyClause: 1
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression: 1
        case .withStatement: node.children.count(where: { $0.kind == .withItem })
        case .tryStatement, .exceptClause: 2
        default: 0
        }
    }
}
