import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// The variables of a function through which code reaches the transaction of a session: the session itself, the rows that it gave, and
/// what was made with them.
///
/// A session that was opened for the function is reached in no other way, unless the function shares it: keeps it in an object that
/// others have, gives it to code of which nothing is known, uses it in a nested function.
struct SessionHandles {
    private let file: FileContext
    private var variables: Set<Variable> = []
    /// The nodes that name one of the variables, or have such a node inside: what is asked of each node is known of all.
    private var reaching: Set<UInt32> = []
    /// False if there may be more of them: then everything counts as one.
    private var isComplete = true
    private static let maximumRounds = 10
    /// True if code that is given nothing of it may reach the session all the same.
    private(set) var isShared = false

    init(of session: Variable, in function: Syntax, _ file: FileContext) {
        self.file = file
        hold(session)
        let nodes = function.subtree.filter { Self.passesOn.contains($0.kind) }
        var count = 0
        // Each round but the last finds a variable more; two are enough but for values that go backwards through a loop.
        for _ in 0..<Self.maximumRounds where count != variables.count {
            count = variables.count
            for node in nodes { follow(node) }
        }
        isComplete = count == variables.count
        let nested = function.subtree.filter { $0 != function && Self.deferred.contains($0.kind) }
        if nested.contains(where: reaches) { isShared = true }
    }

    /// The same for all questions about a function.
    static func known(of session: Variable, in function: Syntax, _ file: FileContext) -> SessionHandles {
        let all = file.flow(around: function.child(.body) ?? function).analysis { KnownHandles() }
        if let known = all.handles[session] { return known }
        let new = SessionHandles(of: session, in: function, file)
        all.handles[session] = new
        return new
    }

    private static let passesOn: Set<NodeKind> = [
        .assignment, .annotatedAssignment, .augmentedAssignment, .namedExpression, .forStatement, .comprehensionClause,
        .withItem, .call, .yield, .yieldFrom, .matchStatement,
    ]
    private static let deferred: Set<NodeKind> = [.functionDefinition, .classDefinition, .lambda]

    /// True if a node names something that reaches the session.
    func reaches(_ node: Syntax) -> Bool { !isComplete || reaching.contains(node.id) }

    /// True if the value of an expression may: a column's does not, nor does a comparison or a text.
    func isReached(byValue expression: Syntax) -> Bool {
        let node = expression.withoutParentheses
        guard reaches(node) else { return false }
        switch node.kind {
        case .comparison, .formattedString: return false
        case .attribute where isColumn(node): return false
        case .name: return true
        default: return node.children.contains { isReached(byValue: $0) }
        }
    }

    /// `user.email` of a row.
    private func isColumn(_ node: Syntax) -> Bool {
        guard let row = node.child(.object).flatMap({ file.frameworks.type(of: $0)?.instance }),
            let name = node.lastName
        else { return false }
        return row.column(name) != nil
    }

    private mutating func follow(_ node: Syntax) {
        switch node.kind {
        case .assignment, .annotatedAssignment, .augmentedAssignment, .namedExpression:
            if node.child(.value).map({ isReached(byValue: $0) }) ?? false {
                for target in node.children(.target) { add(target) }
            }
        case .forStatement, .comprehensionClause:
            if node.child(.iterable).map({ isReached(byValue: $0) }) ?? false {
                for target in node.children(.target) { add(target) }
            }
        case .withItem:
            if node.child(.context).map({ isReached(byValue: $0) }) ?? false {
                for target in node.children(.target) { add(target) }
            }
        case .call: CallExpression(node).map { follow($0) }
        default: if node.children.contains(where: { isReached(byValue: $0) }) { isShared = true }
        }
    }

    /// What is done with a handle by code of which nothing is known may outlive the call, in its receiver or elsewhere.
    private mutating func follow(_ call: CallExpression) {
        guard call.arguments.contains(where: { isReached(byValue: $0.value) }) else { return }
        if call.receiver.map(reaches) ?? false { return }
        let effects = file.effects.ofCalling(call)
        if let receiver = call.receiver, effects.contains(.reports), LogCalls.isLogFunction(call.function) == false {
            if !isOwnCollection(receiver) { isShared = true }
            return add(receiver)
        }
        if !effects.leavesDataAlone { isShared = true }
    }

    /// A target takes what it is given: a name holds it; an attribute or an item of an object that is known here alone, too.
    private mutating func add(_ target: Syntax) {
        let node = target.withoutParentheses
        switch node.kind {
        case .tuple, .list: for element in node.children(.element) { add(element) }
        case .starred: node.child(.value).map { add($0) }
        case .name: hold(node)
        case .attribute, .subscription:
            guard let object = node.child(.object) else { return }
            if !isOwnCollection(object) { isShared = true }
            add(object)
        default: isShared = true
        }
    }

    private mutating func hold(_ name: Syntax) {
        guard let variable = file.semantics.variable(of: name) else {
            isShared = true
            return
        }
        let isLocal = variable.scope.kind == .function || variable.scope.kind == .comprehension
        if !isLocal || variable.isGlobalOrNonlocalElsewhere { isShared = true }
        hold(variable)
    }

    private mutating func hold(_ variable: Variable) {
        guard variables.insert(variable).inserted else { return }
        for name in variable.references + variable.bindings.map(\.node) {
            var node = name
            while reaching.insert(node.id).inserted, let parent = node.parent { node = parent }
        }
    }

    /// A list, set or dictionary that the function made.
    func isOwnCollection(_ name: Syntax) -> Bool {
        guard name.kind == .name, let value = file.flow(around: name).definitions.value(of: name).expression else {
            return false
        }
        return [.list, .dictionary, .set].contains(value.withoutParentheses.kind)
    }
}

private final class KnownHandles {
    var handles: [Variable: SessionHandles] = [:]
}

extension Effects {
    /// Nothing of the program's data, and nothing in a transaction, is changed.
    var leavesDataAlone: Bool {
        isSubset(of: [.reads, .allocates, .varies, .reports, .raises, .leaves, .binds, .suspends])
    }
}
