import PythonSemantics
import PythonSyntax

/// What listens to SQLAlchemy's events anywhere in a project, tests apart.
public struct ProjectListeners {
    private let model: FrameworkModel

    private struct Found: Sendable {
        let listeners: [EventListener]
        let receivers: [Syntax]
    }

    static let projectTexts = ["event.listen", "listens_for", "models_committed", "sqlalchemy.event"]

    public init(_ model: FrameworkModel) { self.model = model }

    private var found: Found {
        model.index.fact {
            let modules = model.productModules(containing: Self.projectTexts)
            return Found(
                listeners: modules.flatMap { EventListener.all(in: $0, model.index) },
                receivers: modules.flatMap(Self.receivers))
        }
    }

    /// In the order of files and lines.
    public var all: [EventListener] { found.listeners }

    // MARK: Sessions

    /// Events of a session that a savepoint sets off as a transaction does: `Session.commit` of a nested transaction calls them, too.
    private static let ends: Set<String> = [
        "after_commit", "after_rollback", "after_soft_rollback", "after_transaction_create", "after_transaction_end",
        "before_commit",
    ]

    /// A listener that takes the end of a savepoint for that of the transaction. One that asks whether it is nested knows better.
    public var ofTransactions: Syntax? {
        let listener = all.first { listener in
            listener.event.map(Self.ends.contains) ?? false && !asksForNesting(listener)
        }
        return listener?.node ?? found.receivers.first
    }

    private func asksForNesting(_ listener: EventListener) -> Bool {
        guard let (function, _) = listener.handler(model.index) else { return false }
        return function.subtree.contains {
            $0.kind == .attribute
                && ["in_nested_transaction", "nested", "parent", "_parent"].contains($0.lastName ?? "")
        }
    }

    /// `@models_committed.connect`: Flask-SQLAlchemy sends it from such a listener.
    private static func receivers(in module: ModuleFile) -> [Syntax] {
        module.nodes.attributes(of: ["connect"]).filter { attribute in
            ["before_models_committed", "models_committed"].contains(attribute.child(.object)?.lastName ?? "")
        }
    }

    // MARK: Rows

    private static let ofRows: Set<String> = [
        "after_insert", "after_update", "before_insert", "before_update",
    ]
    private static let ofFlushes: Set<String> = [
        "after_flush", "after_flush_postexec", "before_flush", "pending_to_persistent",
    ]

    /// True if something may be called when a row of a class is sent, or a change of it, and read or change the row.
    public func seeSending(of mapped: MappedClass) -> Bool {
        let classes = mapped.lineage(model.index)
        return all.contains { listener in
            guard let event = listener.event else { return true }
            return Self.ofFlushes.contains(event)
                || Self.ofRows.contains(event) && mayConcern(listener, classes)
        }
    }

    /// True if one may give the columns of a new row values before it is sent.
    public func mayFill(_ mapped: MappedClass) -> Bool {
        let classes = mapped.lineage(model.index)
        return all.contains { listener in
            guard let event = listener.event else { return true }
            return ["before_attach", "before_flush", "before_insert", "init"].contains(event)
                && mayConcern(listener, classes)
        }
    }

    /// False only if it listens to another class of the project.
    public func mayConcern(_ listener: EventListener, _ classes: [MappedClass.Ancestor]) -> Bool {
        guard let target = listener.target,
            case .type(let type, let owner)? = model.index.definition(of: target, in: listener.module)
        else { return true }
        return classes.contains { $0.type.node.range == type.node.range && $0.module.path == owner.path }
    }
}
