import PythonSyntax

/// The `if` statements that may be places: cheap to find, and hardly any in most files.
struct SeedingSearch {
    private let tree: SyntaxTree
    /// Where rows may be inserted and looked up, ascending.
    private let inserts: [Int]
    private let lookups: [Int]

    private static let inserting: WordSet = ["add", "create"]
    private static let asking: WordSet = ["query", "select", "execute", "scalars", "scalar", "exec"]

    init(_ tree: SyntaxTree) {
        self.tree = tree
        inserts = tree.calls(of: Self.inserting).filter(Self.isStatement).map(\.start).sorted()
        guard !inserts.isEmpty else {
            lookups = []
            return
        }
        // `User.query` is no call.
        let attributes = tree.attributes(of: ["query", "objects"])
        let keyed = tree.calls(of: ["get"]).filter(Self.isKeyed)
        lookups = (tree.calls(of: Self.asking) + attributes + keyed).map(\.start).sorted()
    }

    /// `session.add(row)`, perhaps awaited, or `row = Model.objects.create(…)`: no part of another expression.
    private static func isStatement(_ call: Syntax) -> Bool {
        var node = call
        while let parent = node.parent, parent.kind == .await || parent.kind == .parenthesized { node = parent }
        return node.parent?.kind.isStatement == true
    }

    /// `session.get(Model, key)`; a dictionary is asked for one thing, mostly.
    private static func isKeyed(_ call: Syntax) -> Bool {
        guard let arguments = call.child(.arguments), let first = arguments.firstChild else { return false }
        return first.nextSibling != nil && (first.kind == .name || first.kind == .attribute)
    }

    /// Those with an insert in the body or behind the statement, in the same suite, and a lookup before, in the same
    /// function or in one around it.
    var statements: [Syntax] {
        guard !inserts.isEmpty, !lookups.isEmpty else { return [] }
        return tree.nodes(.ifStatement).filter { statement in
            guard let suite = statement.parent, let test = statement.child(.test),
                Self.contains(inserts, test.end..<suite.end)
            else { return false }
            // A function inside another one may ask whether the outer one found something.
            let function = statement.ancestors.filter { $0.kind == .functionDefinition }.last
            return Self.contains(lookups, (function?.start ?? 0)..<test.end)
        }
    }

    /// Whether one of the places lies in a range.
    private static func contains(_ places: [Int], _ range: Range<Int>) -> Bool {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < range.lowerBound { low = middle + 1 } else { high = middle }
        }
        return low < places.count && places[low] < range.upperBound
    }
}
