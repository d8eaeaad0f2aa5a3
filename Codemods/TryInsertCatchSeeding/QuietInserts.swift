import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The answers for the classes that a function seeds.
final class QuietInserts {
    private var known: [MappedClass: Bool] = [:]

    func isQuiet(_ mapped: MappedClass, in file: FileContext) -> Bool {
        if let found = known[mapped] { return found }
        let found = QuietInsert(file: file, mapped: mapped).isQuiet
        known[mapped] = found
        return found
    }
}

/// Whether sending a row to the database runs code of the project besides: without the check it would run each time, although the
/// row exists.
private struct QuietInsert {
    let file: FileContext
    let mapped: MappedClass

    /// True if no default, validator or listener is seen that may do more than fill in a value.
    var isQuiet: Bool {
        let classes = mapped.lineage(file.project)
        return classes.allSatisfy { isQuiet($0.type, in: $0.module) } && !isListenedTo(classes)
    }

    // MARK: Defaults and validators

    private static let defaults = ["default", "default_factory", "insert_default"]

    private func isQuiet(_ type: ClassDefinition, in module: ModuleFile) -> Bool {
        type.body.children.allSatisfy { statement in
            if let method = FunctionDefinition(statement) {
                return !method.decorators.contains { Validator.isOne($0, in: module, file.project) }
            }
            return statement.subtree.compactMap(CallExpression.init).allSatisfy { call in
                Self.defaults.compactMap(call.keyword).allSatisfy { isQuiet(default: $0, in: module) }
            }
        }
    }

    /// What SQLAlchemy calls for each new row: a function of the project may do anything.
    private func isQuiet(default value: Syntax, in module: ModuleFile) -> Bool {
        let node = value.withoutParentheses
        if node.kind == .lambda {
            return node.child(.body).map { EffectAnalysis(file.frameworks, in: module).of($0).isPure } ?? false
        }
        guard node.kind == .name || node.kind == .attribute else { return true }
        if case .function? = file.project.definition(of: node, in: module) { return false }
        return true
    }

    // MARK: Listeners

    /// Events that a refused insert does not set off.
    private static let others: Set<String> = [
        "after_commit", "after_create", "after_delete", "after_drop", "after_flush", "after_flush_postexec",
        "after_insert", "after_update", "before_create", "before_delete", "before_drop", "before_update", "checkin",
        "checkout", "close", "connect", "do_orm_execute", "first_connect", "load", "refresh",
    ]

    /// By any listener of the project that is not one to another class.
    private func isListenedTo(_ classes: [MappedClass.Ancestor]) -> Bool {
        let listeners = ProjectListeners(file.frameworks)
        return listeners.all.contains { listener in
            !(listener.event.map(Self.others.contains) ?? false) && listeners.mayConcern(listener, classes)
        }
    }
}
