import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The tasks of one request that are given its session or rows of it, and what one of them does that another may see.
struct SharedTasks {
    /// The first of several that deletes rows.
    private(set) var deleting: Syntax?
    /// The first that leaves changes for those after it.
    private(set) var leaving: Syntax?

    init(of use: SessionUse, in file: FileContext) {
        let tasks = use.body.function.ownNodes(.call).compactMap(CallExpression.init).filter {
            $0.functionName == "add_task" && Self.isGivenSession($0, in: file)
        }
        guard tasks.count > 1 else { return }
        for (position, task) in tasks.enumerated() {
            guard let function = task.positional.first, let summary = Self.work(of: function, use, in: file) else {
                continue
            }
            if deleting == nil, summary.work.contains(.deletes) { deleting = function }
            let leaves =
                !summary.leaves.isDisjoint(with: [.adds, .deletes, .changes]) || summary.work.contains(.prepares)
            let isFollowed = position < tasks.count - 1 || task.node.ancestors.contains { $0.kind == .forStatement }
            if leaving == nil, leaves, isFollowed { leaving = function }
        }
    }

    /// It is given the session, a row of it, or is a method of an object that holds it.
    private static func isGivenSession(_ task: CallExpression, in file: FileContext) -> Bool {
        guard let function = task.positional.first else { return false }
        let values = task.arguments.map(\.value).dropFirst() + [function.child(.object)].compactMap(\.self)
        return values.contains { value in
            if case .plain = PassedValue(value, in: file) { false } else { true }
        }
    }

    private static func work(of task: Syntax, _ use: SessionUse, in file: FileContext) -> SessionSummary? {
        var found = file.project.definition(of: task, in: file.module)
        if let object = task.child(.object), let name = task.lastName,
            case .object(let type, let owner)? = file.frameworks.type(of: object)?.withoutOptional
        {
            found = file.project.member(name, of: type, in: owner)
        }
        guard case .function(let function, let module)? = found else { return nil }
        return use.analysis.summary(ofBody: function, in: module)
    }
}
