import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// An insert of a row that no `add` of the function itself makes: `add_all`, `merge`, or a call of a function or method of the project
/// that adds one and does not handle the conflict.
struct InsertElsewhere {
    let file: FileContext
    let mapped: MappedClass

    func call(in statements: [Syntax]) -> CallExpression? {
        statements.lazy.flatMap { file.nodes.all(.call, in: $0) }.compactMap(CallExpression.init).first(where: inserts)
    }

    private static let several: Set<String> = ["add_all", "merge", "bulk_save_objects"]

    func inserts(_ call: CallExpression) -> Bool {
        if let name = call.functionName, Self.several.contains(name), call.receiver != nil,
            call.arguments.contains(where: { $0.value.subtree.contains(where: isRow) })
        {
            return true
        }
        let row = call.receiver.flatMap { isRow($0) ? mapped : nil }
        guard let called = ProjectCall(call, in: file.module, file.frameworks, row: row) else { return false }
        var seen: Set<Syntax> = []
        return adds(called, &seen, depth: 0)
    }

    /// A row by its type, or by what made it: `row` may have been found by a function that nothing is known of.
    func isRow(_ node: Syntax) -> Bool {
        if let type = file.frameworks.type(of: node) { return type.instance == mapped }
        guard node.kind == .name, let made = file.flow(around: node).definitions.value(of: node).expression,
            CallExpression(made) != nil
        else { return false }
        return file.frameworks.type(of: made)?.instance == mapped
    }

    // MARK: Functions of the project

    /// `row = Model(…)` and `session.add(row)`, without a handler; perhaps in another function that it calls.
    private func adds(_ called: ProjectCall, _ seen: inout Set<Syntax>, depth: Int) -> Bool {
        let function = called.function
        guard seen.insert(function.node).inserted else { return false }
        let calls = function.ownNodes(.call).compactMap(CallExpression.init)
        guard calls.count < 200, !isHandled(function, called.owner) else { return false }
        let added = calls.filter { $0.functionName == "add" && $0.receiver != nil }.compactMap(\.positional.first)
        if added.contains(where: { isRow($0, of: called) }) { return true }
        if !added.isEmpty, calls.contains(where: { called.entity($0.function) == mapped }) { return true }
        guard depth < 3 else { return false }
        for inner in calls where Self.isInsertName(inner.functionName) {
            if let other = ProjectCall(inner, in: called.owner, file.frameworks, of: called.receiver),
                adds(other, &seen, depth: depth + 1)
            {
                return true
            }
        }
        return false
    }

    /// What is added is the object itself, or what the caller gives: `row.save()`, `repository.create(row)`.
    private func isRow(_ added: Syntax, of called: ProjectCall) -> Bool {
        if called.isOwnObject(added) { return called.entity(added) == mapped }
        guard let name = added.identifier, let given = called.argument(for: name) else { return false }
        if called.module == file.module { return isRow(given) }
        return file.frameworks.type(of: given, in: called.module)?.instance == mapped
    }

    /// Names that functions which insert rows have; asking for the others would take time.
    static func isInsertName(_ name: String?) -> Bool {
        guard let name else { return false }
        return ["add", "create", "insert", "make", "new", "persist", "record", "register", "save", "store"].contains(
            where: name.lowercased().contains)
    }

    private func isHandled(_ function: FunctionDefinition, _ owner: ModuleFile) -> Bool {
        let violations = Violations(in: owner, file.project)
        return function.ownNodes(.exceptClause).compactMap(ExceptHandler.init).contains { handles($0, violations) }
    }

    /// A handler that takes the conflict and does not give the error on.
    private func handles(_ handler: ExceptHandler, _ violations: Violations) -> Bool {
        guard handler.exception.map(violations.areNamed) ?? true else { return false }
        return Suite(handler.body).statements.last?.isBareRaise != true
            || handler.body.subtree.contains { $0.kind == .returnStatement }
    }
}

extension Syntax {
    fileprivate var isBareRaise: Bool { kind == .raiseStatement && firstChild == nil }
}
