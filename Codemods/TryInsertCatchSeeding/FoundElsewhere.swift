import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A test of what a method of the project looked up: `row = await self.users.get_by_email(email)`, `if row is None:`. Such a place is
/// never repaired; it is named.
struct FoundElsewhere {
    let lookup: RowLookup
    let call: CallExpression
    let asksForAbsence: Bool
    private let file: FileContext

    /// Nil unless a unique key of one class is looked up.
    init?(_ test: Syntax, in file: FileContext) {
        guard let answer = AbsenceTest(test), let value = Self.value(of: answer.subject),
            let call = CallExpression(value.withoutParentheses.withoutAwait.withoutParentheses),
            call.functionName.map(Self.mayLookUp) ?? false,
            let lookup = LookupElsewhere.lookup(by: call, file.frameworks), lookup.uniqueKey != nil
        else { return nil }
        self.lookup = lookup
        self.call = call
        self.file = file
        asksForAbsence = answer.asksForAbsence
    }

    private static let verbs = [
        "by", "check", "exist", "fetch", "find", "get", "has", "is_", "load", "look", "one", "query", "read", "search",
    ]

    /// Names that functions which ask the database have; asking for the others would take time.
    static func mayLookUp(_ name: String) -> Bool {
        let word = name.lowercased()
        return word.count > 2 && verbs.contains(where: word.contains)
    }

    /// What the statement right before the test, or a few before it, assigns to the name that is tested.
    static func value(of subject: Syntax) -> Syntax? {
        let node = subject.withoutParentheses
        if node.kind == .namedExpression { return node.child(.value) }
        guard let name = node.identifier else { return node }
        guard let statement = node.enclosingStatement, let suite = statement.parent else { return nil }
        let before = suite.children.prefix { $0 != statement }.suffix(6)
        let binding = before.last { statement in
            statement.child(.target)?.identifier == name && statement.children(.target).count == 1
        }
        return binding?.child(.value)
    }

    // MARK: The insert

    /// A row of the class that the statement, or what follows it, inserts although another worker may have done so.
    func insert(_ statement: Syntax, _ inserts: FileInserts) -> Refusal<SeedingReason>? {
        guard let choice = IfStatement(statement),
            let body = AbsentBranch(of: choice, asksForAbsence: asksForAbsence, inserts, in: file)?.statements
        else { return nil }
        if !isAboutKey(body) { return nil }
        let elsewhere = InsertElsewhere(file: file, mapped: lookup.mapped)
        let added = inserts.additions(in: body).contains { addition in
            addition.statement.map(body.contains) ?? false && elsewhere.isRow(addition.row)
        }
        if added { return Refusal(.lookupElsewhere, about: call.function.compactText) }
        let calls = body.flatMap { file.nodes.all(.call, in: $0) }.compactMap(CallExpression.init)
        let insert = calls.first { call in
            InsertElsewhere.isInsertName(call.functionName)
                && call.node.enclosingStatement.map(body.contains) ?? false && elsewhere.inserts(call)
        }
        return insert.map { Refusal(.insertElsewhere, about: $0.function.compactText) }
    }

    /// What a name was made of: `data` for `key = digest(data)`.
    private func origins(of value: Syntax) -> [String] {
        guard let variable = file.semantics.variable(of: value), variable.bindings.count == 1,
            variable.bindings[0].isWholeTarget
        else { return [] }
        return variable.bindings[0].statement?.child(.value)?.subtree.compactMap(\.identifier) ?? []
    }

    /// What is looked up is named again where the row is made: a row with a key of its own has no rival.
    private func isAboutKey(_ body: [Syntax]) -> Bool {
        let wanted = (lookup.uniqueKey?.columns ?? []).compactMap { lookup.conditions[$0] }
        let roots = wanted.filter { $0 != call.node }.flatMap { value -> [String] in
            guard let root = value.withoutParentheses.firstName else { return [] }
            return [root] + origins(of: value)
        }
        guard !roots.isEmpty else { return true }
        let names = Set(body.flatMap { file.nodes.all(.name, in: $0) }.compactMap(\.identifier))
        return roots.contains(where: names.contains)
    }
}

extension Syntax {
    /// The first name in an expression: `data` of `data.email.lower()`.
    fileprivate var firstName: String? { subtree.lazy.compactMap(\.identifier).first }
}
