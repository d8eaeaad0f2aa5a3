import PythonLibraries
import PythonSyntax
import SourceText

/// The `if` statements that may be places: cheap to find, and hardly any in most files.
struct SeedingSearch {
    private let nodes: NodeIndex
    /// Where rows may be inserted and looked up, ascending.
    private let inserts: [Int]
    private let lookups: [Int]
    /// The names that are assigned a lookup or a part of one, or what a function returns.
    private let found: Set<String>

    private static let inserting: WordSet = ["add", "add_all", "create", "merge", "save"]
    /// What functions that insert rows are often called.
    private static let making = ["add_", "create_", "insert_", "record_", "save_"]
    private static let getting: WordSet = ["get"]
    private static let managers: WordSet = ["query", "objects"]

    init(_ nodes: NodeIndex) {
        self.nodes = nodes
        let named = nodes.all(.call).filter { call in
            guard let name = call.child(.function)?.lastName else { return false }
            return Self.making.contains(where: name.hasPrefix)
        }
        inserts = (nodes.calls(of: Self.inserting).filter(Self.isStatement) + named).map(\.start).sorted()
        guard !inserts.isEmpty else {
            (lookups, found) = ([], [])
            return
        }
        // `User.query` is no call.
        let attributes = nodes.attributes(of: Self.managers)
        let keyed = nodes.calls(of: Self.getting).filter(Self.isKeyed)
        let lookups = (nodes.calls(of: QueryMethods.asking) + attributes + keyed).map(\.start).sorted()
        let assignments = nodes.all(.assignment) + nodes.all(.annotatedAssignment)
        found = Set(
            assignments.compactMap { assignment in
                guard let target = assignment.child(.target)?.identifier, let value = assignment.child(.value),
                    Self.contains(lookups, value.range) || Self.isHelped(value) || value.kind == .comparison
                else { return nil }
                return target
            })
        self.lookups = lookups
    }

    /// `session.add(row)`, perhaps awaited, or `row = Model.objects.create(…)`: no part of another expression.
    private static func isStatement(_ call: Syntax) -> Bool {
        var node = call
        while let parent = node.parent, [.await, .parenthesized, .tuple].contains(parent.kind) { node = parent }
        return node.parent?.kind.isStatement == true
    }

    /// `session.get(Model, key)`; a dictionary is asked for one thing, mostly.
    private static func isKeyed(_ call: Syntax) -> Bool {
        guard let arguments = call.child(.arguments), let first = arguments.firstChild else { return false }
        return first.nextSibling != nil && (first.kind == .name || first.kind == .attribute)
    }

    /// Those with an insert in the body or after the statement, in the same suite, that ask whether something was found.
    var statements: [Syntax] {
        guard !inserts.isEmpty else { return [] }
        return nodes.all(.ifStatement).filter { statement in
            guard let suite = statement.parent, let test = statement.child(.test),
                Self.contains(inserts, test.end..<suite.end), let subject = AbsenceTest(test)?.subject
            else { return false }
            return subject.identifier.map(found.contains)
                ?? (Self.contains(lookups, subject.range) || Self.isHelped(subject))
        }
    }

    /// `get_user(db, email)`, perhaps awaited: a function with arguments may look for a row.
    private static func isHelped(_ value: Syntax) -> Bool {
        let call = value.withoutParentheses.withoutAwait
        return call.kind == .call && call.child(.arguments)?.firstChild != nil
    }

    /// Whether one of the places lies in a range.
    private static func contains(_ places: [Int], _ range: Range<Int>) -> Bool {
        let index = places.partitionPoint { $0 >= range.lowerBound }
        return index < places.count && places[index] < range.upperBound
    }
}
