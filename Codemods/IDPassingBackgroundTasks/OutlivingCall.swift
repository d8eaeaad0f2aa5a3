import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A call that has a function run by itself, and does not wait for it: `asyncio.create_task(f(row))`, `executor.submit(f, db)`,
/// `Thread(target=f, args=(db,))`, Celery's `f.delay(row)`.
struct OutlivingCall {
    let call: CallExpression
    /// What the function is given of the session, or captures.
    let given: Syntax
    /// The function that runs, as messages name it.
    let function: Syntax

    static let shapes: Patterns = [
        "create_task($work, $...)", "$_.create_task($work, $...)", "ensure_future($work, $...)",
        "$_.ensure_future($work, $...)", "$_.run_in_executor($_, $function, $...arguments)",
        "$pool.submit($function, $...arguments)", "Thread($...options)", "$_.Thread($...options)",
        "$task.delay($...arguments)", "$task.apply_async($...options)",
    ]

    static func all(in file: FileContext) -> [OutlivingCall] {
        shapes.matches(in: file).compactMap { OutlivingCall($0, in: file) }
    }

    private init?(_ match: PatternMatch, in file: FileContext) {
        guard let call = CallExpression(match.node), match.node.enclosingFunction != nil,
            let work = Work(match, call), work.mayBeGiven, work.isScheduled(by: call, in: file),
            let given = work.given(in: file), !HandedOver.isOne(given, in: file),
            !Waiting(file: file).isWaited(for: call)
        else { return nil }
        self.call = call
        self.given = given
        function = work.function
    }
}

/// The function that a call runs, and what it is given.
private struct Work {
    private enum Kind { case coroutine, executor, thread, message }

    let function: Syntax
    private let arguments: [Syntax]
    private let kind: Kind

    init?(_ match: PatternMatch, _ call: CallExpression) {
        switch match.alternative {
        case 0...3:
            guard let inner = match["work"].flatMap({ CallExpression($0.withoutParentheses) }) else { return nil }
            (function, arguments, kind) = (inner.function, inner.arguments.map(\.value), .coroutine)
        case 4, 5:
            guard let function = match["function"] else { return nil }
            (self.function, kind) = (function, .executor)
            arguments = match.run("arguments").map { CallArgument($0).value }
        case 6, 7:
            guard let function = call.keyword("target") else { return nil }
            (self.function, kind) = (function, .thread)
            arguments = Self.elements(call.keyword("args")) + Self.elements(call.keyword("kwargs"))
        default:
            guard let function = match["task"] else { return nil }
            (self.function, kind) = (function, .message)
            arguments =
                match.alternative == 8
                ? call.arguments.map(\.value)
                : Self.elements(call.argument("args", at: 0)) + Self.elements(call.argument("kwargs", at: 1))
        }
    }

    /// The values of a tuple, list or dictionary.
    private static func elements(_ display: Syntax?) -> [Syntax] {
        guard let node = display?.withoutParentheses else { return [] }
        switch node.kind {
        case .tuple, .list: return node.children(.element)
        case .dictionary: return node.children.compactMap { $0.child(.value) }
        default: return []
        }
    }

    /// True if the call is known to be a scheduler's.
    func isScheduled(by call: CallExpression, in file: FileContext) -> Bool {
        switch kind {
        case .coroutine:
            let name = file.project.definition(of: call.function, in: file.module)?.externalName
            if let name, ["asyncio.create_task", "asyncio.ensure_future"].contains(name) { return true }
            guard let owner = call.receiver, let maker = file.semantics.constructor(of: owner) else { return false }
            return ["asyncio.get_event_loop", "asyncio.get_running_loop"].contains { maker.hasPrefix($0) }
        case .executor:
            let words = ["executor", "pool", "loop"]
            let owner = call.receiver.map { CallExpression($0)?.function ?? $0 }?.lastName?.lowercased() ?? ""
            return words.contains(where: owner.hasSuffix) && !isLocalPool(call, in: file)
        case .thread:
            return file.project.definition(of: call.function, in: file.module)?.externalName == "threading.Thread"
        case .message:
            guard case .function(let task, _)? = file.project.definition(of: function, in: file.module) else {
                return false
            }
            return task.decorators.contains { decorator in
                let name = (CallExpression(decorator)?.function ?? decorator).lastName
                return name == "task" || name == "shared_task"
            }
        }
    }

    /// `with ThreadPoolExecutor() as pool:` waits for what it runs, and one of the function's own is mostly shut down there.
    private func isLocalPool(_ call: CallExpression, in file: FileContext) -> Bool {
        guard call.functionName == "submit", let owner = call.receiver, owner.kind == .name,
            let variable = file.semantics.variable(of: owner), variable.scope.kind == .function
        else { return false }
        return !variable.bindings.allSatisfy { $0.kind == .parameter }
    }

    /// False where there is nothing to look up: `create_task(self.poll())`.
    var mayBeGiven: Bool {
        if arguments.contains(where: { $0.withoutParentheses.kind == .name }) { return true }
        if function.kind == .attribute { return function.child(.object)?.identifier != "self" }
        return true
    }

    /// The first session or row among the arguments, or that the function captures.
    func given(in file: FileContext) -> Syntax? {
        let direct = arguments.first { value in
            guard let type = file.frameworks.type(of: value.withoutParentheses), !isLasting(value, in: file) else {
                return false
            }
            return type.session != nil || type.instance != nil || type.rows != nil
        }
        if let direct { return direct }
        if kind == .message { return nil }
        if function.kind == .attribute, let object = function.child(.object), object.kind == .name,
            SessionHolder.isBuiltWithSession(object, in: file)
        {
            return object
        }
        return CapturedState.name(capturedBy: function, in: file)
    }

    /// `self.session` of an object, or a session of the module: nothing shows that it ends before the work does.
    private func isLasting(_ value: Syntax, in file: FileContext) -> Bool {
        guard let root = value.withoutParentheses.dottedRoot else { return true }
        let variable = file.semantics.variable(of: root)
        return variable?.scope.kind != .function || value.withoutParentheses.kind != .name
    }
}

/// Finds out whether the function around a call waits for what the call has begun.
private struct Waiting {
    let file: FileContext

    func isWaited(for call: CallExpression) -> Bool {
        var node = call.node
        while let parent = node.parent, parent.kind == .parenthesized { node = parent }
        guard let parent = node.parent else { return true }
        switch parent.kind {
        case .expressionStatement: return false
        // `Thread(…).start()`
        case .attribute: return parent.lastName != "start" && parent.lastName != "add_done_callback"
        case .assignment, .annotatedAssignment:
            guard let target = parent.child(.target) else { return true }
            return target.kind == .name ? isWaited(forName: target) : false
        case .arguments: return !isKept(by: parent)
        default: return true
        }
    }

    /// `background.add(create_task(…))`, where nobody waits for the elements in this function.
    private func isKept(by arguments: Syntax) -> Bool {
        guard let call = arguments.parent.flatMap(CallExpression.init), let keeper = call.receiver,
            call.functionName == "add" || call.functionName == "append", keeper.isDottedName
        else { return false }
        guard let variable = keeper.dottedRoot.flatMap(file.semantics.variable) else { return true }
        return variable.scope.kind != .function || keeper.kind == .attribute
    }

    private static let harmless: WordSet = ["start", "add_done_callback", "set_name", "daemon", "name"]

    /// Any use but starting it, naming it and keeping it elsewhere may wait for it.
    private func isWaited(forName target: Syntax) -> Bool {
        guard let variable = file.semantics.variable(of: target), variable.scope.kind == .function,
            variable.bindings.count == 1
        else { return true }
        return !variable.references.allSatisfy { use in
            guard let parent = use.parent else { return false }
            if parent.kind == .attribute { return Self.harmless.contains(lastNameOf: parent) }
            return parent.kind == .arguments && isKept(by: parent)
        }
    }
}
