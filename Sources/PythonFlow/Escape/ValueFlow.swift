import PythonLibraries
import PythonSemantics
import PythonSyntax

/// What the expression around a use does with the value.
public enum Destination {
    /// Used only while the expression is evaluated; no reference to it remains.
    case consumed
    case closed(Syntax)
    /// Assigned to a name, itself or in something that uses it.
    case named(Syntax)
    /// `with value:`.
    case entered(Syntax)
    /// Passed to a call about which nothing is known. If the call's result is dropped, it cannot keep the value in
    /// use.
    case passed(isResultDropped: Bool)
    case escaped(Escape)
}

/// Escape analysis for one kind of resource, within expressions.
public struct ValueFlow {
    let table: ResourceTable
    let model: SemanticModel
    /// True for an expression that creates such a value.
    let makes: (Syntax) -> Bool

    public init(_ table: ResourceTable, _ model: SemanticModel, makes: @escaping (Syntax) -> Bool = { _ in false }) {
        self.table = table
        self.model = model
        self.makes = makes
    }

    /// Follows a value, or another that uses it, outwards from an expression to its statement.
    public func destination(of start: Syntax) -> Destination {
        var node = start
        // Each step goes to an ancestor, so the loop ends.
        while let parent = node.parent {
            switch step(node, parent) {
            case .onwards(let next): node = next
            case .end(let destination): return lazily(destination, start, node)
            }
        }
        return .escaped(.unclear)
    }

    /// The expression that the value is part of where it leaves: `csv.reader(file)` of `keep(csv.reader(file))`.
    public func end(of start: Syntax) -> Syntax {
        var node = start
        while let parent = node.parent, case .onwards(let next) = step(node, parent) { node = next }
        return node
    }

    /// True for a read of an attribute that is plain data, if it is among some.
    public func isData(_ use: Syntax, _ names: Set<String>? = nil) -> Bool {
        let use = use.withParentheses
        guard let attribute = use.parent, attribute.kind == .attribute, use.role == .object,
            attribute.role != .target, attribute.role != .function, let name = attribute.lastName
        else { return false }
        return table.data.contains(name) && names?.contains(name) ?? true
    }

    private enum Step {
        case onwards(Syntax)
        case end(Destination)
    }

    /// A generator expression runs when it is iterated, so the value escapes wherever the generator does.
    private func lazily(_ destination: Destination, _ start: Syntax, _ end: Syntax) -> Destination {
        guard case .consumed = destination else { return destination }
        let inside = start.ancestors.prefix { !$0.kind.isStatement }
        if let lambda = inside.first(where: { $0.kind == .lambda }) {
            return isImmediate(lambda) ? .consumed : .escaped(.captured)
        }
        let generators = inside.filter { $0.kind == .generatorExpression && end.isDescendant(of: $0) }
        guard let generator = generators.last else { return destination }
        return self.destination(of: generator)
    }

    /// `sorted` and the like do not keep their key function.
    private func isImmediate(_ lambda: Syntax) -> Bool {
        guard let keyword = lambda.parent, keyword.kind == .keywordArgument, let call = keyword.parent?.parent,
            call.kind == .call, let callee = call.child(.function), let name = model.qualifiedName(of: callee)
        else { return false }
        return ["builtins.sorted", "builtins.max", "builtins.min"].contains(name)
    }

    private func step(_ node: Syntax, _ parent: Syntax) -> Step {
        switch parent.kind {
        case .parenthesized, .await: return .onwards(parent)
        case .attribute: return attribute(parent)
        case .arguments, .keywordArgument, .starred: return argument(node, parent)
        case .comprehensionClause: return comprehension(node, parent)
        case .withItem: return .end(.entered(parent))
        case .assignment, .annotatedAssignment: return assignment(node, parent)
        case .tuple, .list, .set, .dictionaryItem, .dictionaryUnpacking: return container(parent)
        // `case name:` binds another name to it.
        case .matchStatement: return .end(.escaped(.aliased))
        case .conditional:
            return node.role == .test ? .end(.consumed) : .end(.escaped(.severalOrigins))
        case .booleanOperation: return booleanOperation(parent)
        case .namedExpression: return .end(.escaped(.aliased))
        case .returnStatement: return .end(.escaped(.returned))
        case .yield: return .end(.escaped(.yielded))
        case .lambda: return .end(.escaped(.captured))
        case .parameter: return .end(.escaped(.stored))
        case .raiseStatement: return .end(.escaped(.passed))
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression:
            return .end(.escaped(.stored))
        // A text such as f"/proc/self/fd/{file.fileno()}" is good for as long as the file is open.
        case .replacementField: return namesDescriptor(node) ? .onwards(parent) : .end(.consumed)
        case .formattedString, .string: return .onwards(parent)
        case .forStatement, .yieldFrom, .comparison, .unary, .expressionStatement, .ifStatement,
            .whileStatement, .elifClause, .assertStatement, .deleteStatement:
            return .end(.consumed)
        case .subscription: return .end(node.role == .object ? .consumed : .escaped(.passed))
        case .binary:
            guard isFormatted(parent) else { return .end(.escaped(.passed)) }
            return namesDescriptor(node) ? .onwards(parent) : .end(.consumed)
        default: return .end(.escaped(.unclear))
        }
    }

    /// `"%s" % file`. Other operators may be overloaded: `pipeline | file`.
    private func isFormatted(_ operation: Syntax) -> Bool {
        BinaryOperation(operation).map { $0.operation == .modulo && StringLiteral($0.left) != nil } ?? false
    }

    /// `file.fileno()`, or a name that holds nothing else.
    private func namesDescriptor(_ node: Syntax) -> Bool {
        if node.kind != .name { return node.subtree.contains { CallExpression($0)?.functionName == "fileno" } }
        guard let variable = model.variable(of: node) else { return false }
        return variable.bindings.contains { binding in
            binding.statement?.child(.value)?.subtree.contains { CallExpression($0)?.functionName == "fileno" } ?? false
        }
    }

    // MARK: Attributes and methods

    private func attribute(_ attribute: Syntax) -> Step {
        let name = attribute.lastName ?? ""
        guard let call = attribute.parent, call.kind == .call, attribute.role == .function else {
            if table.data.contains(name) { return .end(.consumed) }
            // `self.x = file.buffer` and `write = file.write` keep the value alive.
            if attribute.role == .target { return .end(.consumed) }
            return givesDependents(name, attribute) ? .end(.escaped(.aliased)) : boundMethod(attribute)
        }
        if name == table.closing { return .end(.closed(call)) }
        if table.same.contains(name) { return .end(.escaped(.aliased)) }
        return table.dependent.contains(name) ? .onwards(call) : .end(.consumed)
    }

    /// `map(archive.extractfile, names)`: the result of a known function that is given the method uses the value.
    private func givesDependents(_ name: String, _ method: Syntax) -> Bool {
        guard table.dependent.contains(name) || table.same.contains(name), let parent = method.parent,
            parent.kind == .arguments || parent.kind == .keywordArgument
        else { return false }
        if case .end(.passed) = argument(method, parent) { return false }
        return true
    }

    /// A bound method, or an attribute such as `buffer`, counts as the value itself when it is an argument.
    private func boundMethod(_ attribute: Syntax) -> Step {
        // `addCleanup(file.close)`: other code closes it later.
        if attribute.lastName == table.closing, attribute.parent?.kind != .expressionStatement {
            return .end(.escaped(.passed))
        }
        return switch attribute.parent?.kind {
        case .arguments, .keywordArgument, .attribute, .forStatement, .comprehensionClause: .onwards(attribute)
        case .expressionStatement, .ifStatement, .comparison: .end(.consumed)
        default: .end(.escaped(.aliased))
        }
    }

    // MARK: Calls

    private func argument(_ node: Syntax, _ parent: Syntax) -> Step {
        if parent.kind == .starred, parent.parent?.kind != .arguments { return .end(.consumed) }
        let arguments = parent.kind == .arguments ? parent : parent.parent
        guard let call = arguments?.parent.flatMap(CallExpression.init) else {
            return .end(.escaped(.unclear))
        }
        // An unpacked file is read line by line before the call.
        if parent.kind == .starred { return .end(.consumed) }
        let keyword = CallArgument(parent).keyword
        switch table.use(call, keyword, model) {
        case .consumes: return .end(.consumed)
        case .wraps: return .onwards(call.node)
        case .keeps: return .end(.escaped(.passed))
        case .stores: return .end(.escaped(.stored))
        case .locks: return .end(.passed(isResultDropped: false))
        case .unknown: return .end(.passed(isResultDropped: isDropped(call.node)))
        }
    }

    /// True if the call's result is dropped, and its name indicates that it uses its arguments immediately:
    /// `pdf.output(file)`, not `deferred.addCallback(write, file)`.
    private func isDropped(_ call: Syntax) -> Bool {
        guard let callee = call.child(.function),
            ArgumentUse.soundsImmediate(callee.lastName ?? "")
        else { return false }
        var node = call
        while let parent = node.parent, parent.kind == .await { node = parent }
        return node.parent?.kind == .expressionStatement
    }

    /// True if a use is inside a call that creates a buffering writer.
    public func isBuffered(_ use: Syntax) -> Bool {
        use.ancestors.prefix { !$0.kind.isStatement }.contains { node in
            guard node.kind == .call, let callee = node.child(.function), !use.isDescendantOrSelf(of: callee),
                let name = model.qualifiedName(of: callee)
            else { return false }
            return Libraries.roles(of: name).contains(.buffers)
        }
    }

    // MARK: Displays and operators

    private func comprehension(_ node: Syntax, _ clause: Syntax) -> Step {
        guard let whole = clause.parent else { return .end(.escaped(.unclear)) }
        return whole.kind == .generatorExpression ? .onwards(whole) : .end(.consumed)
    }

    /// A display passed as `files=` to a sending call lives as long as the call; others store their elements.
    private func container(_ display: Syntax) -> Step {
        var node = display
        while let parent = node.parent {
            switch parent.kind {
            case .tuple, .list, .set, .dictionary, .dictionaryItem, .parenthesized: node = parent
            case .returnStatement: return .end(.escaped(.returned))
            case .yield: return .end(.escaped(.yielded))
            case .comparison: return .end(.consumed)
            // The loop variable is another name for it.
            case .forStatement: return .end(.escaped(.aliased))
            case .keywordArgument:
                if case .end(.consumed) = argument(node, parent) { return .end(.consumed) }
                return .end(.escaped(.stored))
            default: return .end(.escaped(.stored))
            }
        }
        return .end(.escaped(.stored))
    }

    /// `file and file.close()` keeps no reference if it is a statement or a test.
    private func booleanOperation(_ operation: Syntax) -> Step {
        switch operation.parent?.kind {
        case .expressionStatement, .ifStatement, .whileStatement, .elifClause, .unary, .assertStatement: .end(.consumed)
        case .booleanOperation, .parenthesized, .conditional: .end(.consumed)
        default: .end(.escaped(.aliased))
        }
    }

    /// False for an iterator over a file unless it is known to yield lines: `tee` yields two more readers.
    private func isUnpacked(_ value: Syntax) -> Bool {
        let value = value.withoutParentheses
        guard value.kind == .call, !makes(value) else { return true }
        guard let name = value.child(.function).flatMap(model.qualifiedName) else { return false }
        return Libraries.roles(of: name).contains(.unpacks)
    }

    private func assignment(_ node: Syntax, _ statement: Syntax) -> Step {
        guard node.role == .value else { return .end(.escaped(.unclear)) }
        let targets = statement.children(.target).map(\.withoutParentheses)
        for target in targets where target.kind == .attribute {
            let isStream = ["sys.stdout", "sys.stderr", "sys.stdin"].contains(model.qualifiedName(of: target) ?? "")
            return .end(.escaped(isStream ? .standardStream : .stored))
        }
        if targets.contains(where: { $0.kind == .subscription }) { return .end(.escaped(.stored)) }
        // `first, second = file` reads its lines.
        if targets.allSatisfy({ $0.kind == .tuple || $0.kind == .list }) {
            return .end(isUnpacked(node) ? .consumed : .escaped(.aliased))
        }
        guard targets.count == 1, targets[0].kind == .name else { return .end(.escaped(.aliased)) }
        return .end(.named(targets[0]))
    }
}
