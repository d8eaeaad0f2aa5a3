import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What reaches the new row, or the database, between the place where the fix sends the row and the place where it is sent today: a value
/// that something has read by then, or the row of another table that a foreign key asks for.
struct LaterValues {
    let file: FileContext
    let site: SeedingSite
    /// What is tried, and sent at its end.
    let tried: Range<Int>

    private var last: Syntax { site.statements[tried.upperBound - 1] }
    private var flow: FunctionFlow { file.flow(around: site.ifStatement) }
    private var effects: SentEarly { SentEarly(site.lookup.mapped, file.frameworks) }

    /// What comes too late, as a message names it.
    var first: String? {
        let statements = flow.graph.owner.subtree.filter { $0.kind == .expressionStatement }
        let calls = statements.filter { SessionCall(statement: $0, file.frameworks)?.has(.sends) ?? false }
        let sending = calls + (file.sessionBody(around: site.ifStatement)?.writes ?? [])
        let window = flow.graph.reach(from: [last], avoiding: flow.graph.barrier(sending))
        return value(window) ?? parent(window) ?? valueOfCaller(window)
    }

    // MARK: Values

    private func value(_ window: FlowReach) -> String? {
        guard let name = site.row.name, effects.matters(for: nil) else { return nil }
        return uses(ofRow: name, depth: 0).lazy.filter { use in
            use.start >= last.end && use.enclosingStatement.map(window.contains) ?? false
        }.compactMap { change($0) }.first
    }

    /// Where the row is named, by its name or by another one that it is given.
    private func uses(ofRow name: Syntax, depth: Int) -> [Syntax] {
        let definitions = flow.definitions
        let bindings = name.withParentheses.role == .target ? [name] : definitions.reaching(name).bindings.map(\.node)
        let named = bindings.flatMap { definitions.uses(ofBindingAt: $0) }
        guard depth < 3 else { return named }
        let names = named.map(\.withParentheses).compactMap { use -> Syntax? in
            guard use.role == .value, let target = use.parent?.child(.target), target.kind == .name else { return nil }
            return target
        }
        return named + names.flatMap { uses(ofRow: $0, depth: depth + 1) }
    }

    /// The part of a statement that may change something of the row which is read when it is sent.
    private func change(_ use: Syntax) -> String? {
        let node = use.withParentheses
        guard let parent = node.parent else { return nil }
        if parent.kind == .attribute, node.role == .object { return change(ofAttribute: parent) }
        let argument = parent.kind == .keywordArgument ? parent : node
        guard argument.parent?.kind == .arguments, let call = argument.parent?.parent.flatMap(CallExpression.init)
        else { return nil }
        if SessionCall(call.node, file.frameworks) != nil || isRow(call) { return nil }
        if call.function.identifier == "setattr" {
            let attribute = call.positional.dropFirst().first?.plainString
            return effects.matters(for: attribute) ? call.node.excerpt : nil
        }
        return file.effects.ofCalling(call).mayChangeData ? call.node.excerpt : nil
    }

    private func change(ofAttribute attribute: Syntax) -> String? {
        if attribute.role == .target {
            return effects.matters(for: attribute.lastName) ? attribute.compactText : nil
        }
        guard let outer = attribute.parent else { return nil }
        // `row.tags.append(tag)`
        if outer.kind == .attribute, let call = outer.parent.flatMap(CallExpression.init), outer.role == .function {
            return file.effects.ofCalling(call).mayChangeData && effects.matters(for: attribute.lastName)
                ? call.function.compactText : nil
        }
        guard attribute.role == .function, let call = CallExpression(outer) else { return nil }
        return file.effects.ofCalling(call).mayChangeData ? call.function.compactText : nil
    }

    /// Another row that refers to this one.
    private func isRow(_ call: CallExpression) -> Bool { file.frameworks.type(of: call.node)?.instance != nil }

    // MARK: Values of a caller

    /// The row is returned unsent, and a caller goes on with it.
    private func valueOfCaller(_ window: FlowReach) -> String? {
        guard let name = site.row.name, window.containsEnd, effects.matters(for: nil),
            let function = site.ifStatement.enclosingFunction.flatMap(FunctionDefinition.init)
        else { return nil }
        let isReturned = uses(ofRow: name, depth: 0).contains { use in
            guard use.start >= last.end, let statement = use.enclosingStatement else { return false }
            return statement.kind == .returnStatement && window.contains(statement)
        }
        guard isReturned else { return nil }
        let paths = file.project.paths(mentioning: function.name).filter { !$0.isTest && $0 != file.path }.sorted()
        let modules = [file.module] + paths.compactMap(file.project.file)
        return modules.lazy.compactMap { value(ofResultOf: function.name, in: $0) }.first
    }

    private func value(ofResultOf function: String, in module: ModuleFile) -> String? {
        module.nodes.calls(of: WordSet([function])).lazy.compactMap { call -> String? in
            let value = call.parent.flatMap { $0.kind == .await ? $0 : nil } ?? call
            guard value.role == .value, let target = value.parent?.child(.target),
                let variable = module.semantics.variable(
                    of: target.kind == .tuple ? target.firstChild ?? target : target)
            else { return nil }
            return variable.references.lazy.map(\.withParentheses).compactMap { use -> String? in
                guard use.start > call.end, use.role == .object, let attribute = use.parent, attribute.role == .target
                else { return nil }
                return effects.matters(for: attribute.lastName) ? attribute.compactText : nil
            }.first
        }.first
    }

    // MARK: Parents

    /// The statement that adds a row which one of the new row's foreign keys may ask for.
    private func parent(_ window: FlowReach) -> String? {
        let asked = references
        guard !asked.isEmpty else { return nil }
        let calls = file.nodes.all(.call, in: flow.graph.owner).filter { call in
            call.start >= last.end && call.enclosingStatement.map(window.contains) ?? false
        }
        let added = AddedRows(file)
        return calls.compactMap(CallExpression.init).first { call in
            added.mayAdd(by: call) { mapped in
                asked.contains { ForeignKeys.mayRefer($0, to: mapped, file.project) }
            }
        }?.node.excerpt
    }

    /// The constraints whose columns have a value when the row is sent.
    private var references: [ForeignKeys.Reference] {
        guard let construction = site.row.construction else { return [] }
        let mapped = site.lookup.mapped
        let given = construction.arguments.filter { !$0.value.isNone }
        let names = Set(given.compactMap(\.keyword))
        let assigned = site.row.name.map { name in
            uses(ofRow: name, depth: 0).compactMap(\.parent).filter { $0.role == .target && $0.end <= last.end }
                .compactMap(\.lastName)
        }
        let held = names.union(assigned ?? [])
        let columns = mapped.columns.filter { construction.hasUnpacking || $0.hasDefault || held.contains($0.name) }
        return ForeignKeys(of: mapped, file.project).references.filter { reference in
            columns.contains(where: reference.isOf)
        }
    }
}
