import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// The `if` statements that may be places: cheap to find, and hardly any in most files.
struct SeedingSearch {
    private let nodes: NodeIndex
    private let outside: OutsideNames

    private static let inserting: WordSet = ["add", "add_all", "create", "merge", "save"]
    /// What functions that insert rows are often called.
    private static let making = ["add_", "create_", "insert_", "record_", "save_"]
    private static let getting: WordSet = ["get"]
    private static let managers: WordSet = ["query", "objects"]

    init(_ file: FileContext) {
        nodes = file.nodes
        outside = OutsideNames(nodes, at: file.path, in: file.project)
    }

    /// Those with an insert in a branch, or after a branch that leaves, that ask whether something was found.
    var statements: [Syntax] {
        let inserts = inserts
        let tests = inserts.isEmpty ? [] : nodes.all(.ifStatement).compactMap { Test($0, before: inserts) }
        if tests.isEmpty { return [] }
        let lookups = lookups
        let found = found(lookups)
        return tests.filter { test in
            guard let name = test.subject.identifier else {
                return Self.contains(lookups, test.subject.range) || isHelped(test.subject)
            }
            let scope = test.statement.enclosingFunction ?? test.statement.tree.root
            return found[name].map { Self.contains($0, scope.range) } ?? false
        }
        .map(\.statement)
    }

    /// Where rows may be inserted, ascending.
    private var inserts: [Int] {
        let added = nodes.calls(of: Self.inserting).filter(Self.isStatement)
        let named = nodes.all(.call).filter { call in
            guard let name = call.child(.function)?.lastName else { return false }
            return Self.making.contains(where: name.hasPrefix) && !outside.contains(functionOf: call)
        }
        return (added + named).map(\.start).sorted()
    }

    /// Where rows may be looked up, ascending. `User.query` is no call.
    private var lookups: [Int] {
        let keyed = nodes.calls(of: Self.getting).filter(Self.isKeyed)
        return (nodes.calls(of: QueryMethods.asking) + nodes.attributes(of: Self.managers) + keyed).map(\.start)
            .sorted()
    }

    /// By name: where it is assigned a lookup or a part of one, or what a function returns; ascending.
    private func found(_ lookups: [Int]) -> [String: [Int]] {
        let assigned = (nodes.all(.assignment) + nodes.all(.annotatedAssignment)).compactMap(Assigned.init)
        let held = assigned.filter { Self.contains(lookups, $0.value.range) || isHelped($0.value) }
        let names = Set(held.map(\.name))
        // `exists = found is not None`
        let compared = assigned.filter { assigned in
            assigned.value.kind == .comparison
                && assigned.value.children.contains { $0.identifier.map(names.contains) ?? isHelped($0) }
        }
        return Dictionary(grouping: held + compared, by: \.name).mapValues { $0.map(\.value.start).sorted() }
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

    /// `get_user(db, email)`, perhaps awaited: a function of the project with arguments may look for a row.
    private func isHelped(_ value: Syntax) -> Bool {
        let call = value.withoutParentheses.withoutAwait
        guard call.kind == .call, let first = call.child(.arguments)?.firstChild, let function = call.child(.function),
            !Self.ofText.contains(lastNameOf: function)
        else { return false }
        // `settings.get("name")`
        if first.kind == .string, Self.getting.contains(lastNameOf: function) { return false }
        return !outside.contains(functionOf: call)
    }

    /// Methods of strings, which no repository has.
    private static let ofText: WordSet = [
        "encode", "endswith", "format", "join", "replace", "split", "startswith", "strip",
    ]

    /// Whether one of the places lies in a range.
    fileprivate static func contains(_ places: [Int], _ range: Range<Int>) -> Bool {
        let index = places.partitionPoint { $0 >= range.lowerBound }
        return index < places.count && places[index] < range.upperBound
    }
}

/// An `if` that something may be inserted by.
private struct Test {
    let statement: Syntax
    let subject: Syntax

    init?(_ statement: Syntax, before inserts: [Int]) {
        guard let test = statement.child(.test),
            SeedingSearch.contains(inserts, test.end..<Self.end(of: statement)),
            let subject = AbsenceTest(test)?.subject
        else { return nil }
        (self.statement, self.subject) = (statement, subject)
    }

    /// Where the inserts end that may depend on the test.
    private static func end(of statement: Syntax) -> Int {
        let last = statement.child(.body).flatMap { Suite($0).statements.last }
        let leaves = last?.kind == .returnStatement || last?.kind == .continueStatement
        return leaves ? statement.parent?.end ?? statement.end : statement.end
    }
}

/// `name = value`
private struct Assigned {
    let name: String
    let value: Syntax

    init?(_ statement: Syntax) {
        guard let name = statement.child(.target)?.identifier, let value = statement.child(.value) else { return nil }
        (self.name, self.value) = (name, value)
    }
}
