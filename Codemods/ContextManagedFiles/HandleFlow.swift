import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// Where a handle goes from one place where it is read.
enum HandleFlow {
    /// Used up within its expression; nothing of it is left behind.
    case consumed
    case closed(Syntax)
    /// An assignment gives it, or something that reads from it, a name.
    case named(Syntax)
    /// `with handle:`.
    case entered(Syntax)
    /// Given to a call that nothing is known of, and which gives nothing back that could go on reading.
    case passed(isResultDropped: Bool)
    case refused(FileReason)

    /// Follows a handle, or a value that depends on it, out of the expression it stands in.
    static func of(_ start: Syntax, _ model: SemanticModel) -> HandleFlow {
        var node = start
        // Each step goes to an ancestor, so that this ends.
        while let parent = node.parent {
            switch step(node, parent, model) {
            case .onwards(let next): node = next
            case .end(let flow): return lazily(flow, start, node, model)
            }
        }
        return .refused(.unclearFlow)
    }

    private enum Step {
        case onwards(Syntax)
        case end(HandleFlow)
    }

    /// A generator expression runs when it is iterated: what it uses, whoever has the generator uses.
    private static func lazily(_ flow: HandleFlow, _ start: Syntax, _ end: Syntax, _ model: SemanticModel) -> HandleFlow
    {
        guard case .consumed = flow else { return flow }
        let inside = start.ancestors.prefix { !$0.kind.isStatement }
        if let lambda = inside.first(where: { $0.kind == .lambda }) {
            return isImmediate(lambda, model) ? .consumed : .refused(.handleCaptured)
        }
        let generators = inside.filter { $0.kind == .generatorExpression && end.isDescendant(of: $0) }
        guard let generator = generators.last else { return flow }
        return of(generator, model)
    }

    /// A key function of `sorted` and its kin is not kept.
    private static func isImmediate(_ lambda: Syntax, _ model: SemanticModel) -> Bool {
        guard let keyword = lambda.parent, keyword.kind == .keywordArgument, let call = keyword.parent?.parent,
            call.kind == .call, let callee = call.child(.function), let name = model.qualifiedName(of: callee)
        else { return false }
        return ["builtins.sorted", "builtins.max", "builtins.min"].contains(name)
    }

    private static func step(_ node: Syntax, _ parent: Syntax, _ model: SemanticModel) -> Step {
        switch parent.kind {
        case .parenthesized, .await: return .onwards(parent)
        case .attribute: return attribute(parent, model)
        case .arguments, .keywordArgument, .starred: return argument(node, parent, model)
        case .comprehensionClause: return comprehension(node, parent)
        case .withItem: return .end(.entered(parent))
        case .assignment, .annotatedAssignment: return assignment(node, parent, model)
        case .tuple, .list, .set, .dictionaryItem, .dictionaryUnpacking: return container(parent, model)
        case .conditional:
            return node.role == .test ? .end(.consumed) : .end(.refused(.severalOrigins))
        case .booleanOperation: return booleanOperation(parent)
        case .namedExpression: return .end(.refused(.handleAliased))
        case .returnStatement: return .end(.refused(.handleReturned))
        case .yield: return .end(.refused(.handleYielded))
        case .lambda: return .end(.refused(.handleCaptured))
        case .parameter: return .end(.refused(.handleStored))
        case .raiseStatement: return .end(.refused(.handlePassed))
        case .listComprehension, .setComprehension, .dictionaryComprehension, .generatorExpression:
            return .end(.refused(.handleStored))
        case .forStatement, .yieldFrom, .comparison, .unary, .expressionStatement, .replacementField, .ifStatement,
            .whileStatement, .elifClause, .assertStatement, .subscription, .binary, .deleteStatement, .matchStatement:
            return .end(.consumed)
        default: return .end(.refused(.unclearFlow))
        }
    }

    // MARK: Attributes and methods

    private static func attribute(_ attribute: Syntax, _ model: SemanticModel) -> Step {
        let name = attribute.tree.text(ofToken: attribute.lastToken)
        guard let call = attribute.parent, call.kind == .call, attribute.role == .function else {
            if FileMethods.data.contains(name) { return .end(.consumed) }
            // `self.x = handle.buffer` and `write = handle.write` keep the handle alive.
            return attribute.role == .target ? .end(.consumed) : boundMethod(attribute, model)
        }
        if name == "close" { return .end(.closed(call)) }
        if FileMethods.same.contains(name) { return .end(.refused(.handleAliased)) }
        return FileMethods.dependent.contains(name) ? .onwards(call) : .end(.consumed)
    }

    /// A bound method, or an attribute such as `buffer`: like the handle itself where a call takes it.
    private static func boundMethod(_ attribute: Syntax, _ model: SemanticModel) -> Step {
        // `addCleanup(handle.close)`: somebody else closes it, later.
        if attribute.tree.token(attribute.lastToken, is: "close"), attribute.parent?.kind != .expressionStatement {
            return .end(.refused(.handlePassed))
        }
        return switch attribute.parent?.kind {
        case .arguments, .keywordArgument, .attribute, .forStatement, .comprehensionClause: .onwards(attribute)
        case .expressionStatement, .ifStatement, .comparison: .end(.consumed)
        default: .end(.refused(.handleAliased))
        }
    }

    // MARK: Calls

    private static func argument(_ node: Syntax, _ parent: Syntax, _ model: SemanticModel) -> Step {
        if parent.kind == .starred, parent.parent?.kind != .arguments { return .end(.consumed) }
        let arguments = parent.kind == .arguments ? parent : parent.parent
        guard let call = arguments?.parent, call.kind == .call, let callee = call.child(.function) else {
            return .end(.refused(.unclearFlow))
        }
        // An unpacked file is read line by line before the call.
        if parent.kind == .starred { return .end(.consumed) }
        let keyword = parent.kind == .keywordArgument ? parent.tree.text(ofToken: parent.firstToken) : nil
        switch behaviour(of: call, callee, keyword: keyword, model) {
        case .consumes: return .end(.consumed)
        case .wraps: return .onwards(call)
        case .keeps: return .end(.refused(.handlePassed))
        case .stores: return .end(.refused(.handleStored))
        case .locks: return .end(.passed(isResultDropped: false))
        case .unknown: return .end(.passed(isResultDropped: isDropped(call)))
        }
    }

    /// An asynchronous client sends when its call is awaited or entered, a synchronous one at once.
    private static func sendsNow(_ call: Syntax) -> Bool {
        let isAsync = call.enclosingFunction?.flags.contains(.async) ?? false
        return !isAsync || call.parent?.kind == .await || call.parent?.kind == .withItem
    }

    /// True where nothing of the call is kept, and its name says that it works on the file now: `pdf.output(handle)`, not
    /// `deferred.addCallback(write, handle)`.
    private static func isDropped(_ call: Syntax) -> Bool {
        guard let callee = call.child(.function),
            ArgumentUse.soundsImmediate(callee.tree.text(ofToken: callee.lastToken))
        else { return false }
        var node = call
        while let parent = node.parent, parent.kind == .await { node = parent }
        return node.parent?.kind == .expressionStatement
    }

    private static func behaviour(
        of call: Syntax, _ callee: Syntax, keyword: String?, _ model: SemanticModel
    ) -> ArgumentUse {
        if let name = model.qualifiedName(of: callee) {
            let known = ArgumentUse(ofFunction: name)
            if known == .consumes, readsInChunks(call, name) { return .wraps }
            if known != .unknown { return known }
        }
        guard callee.kind == .attribute, let receiver = callee.child(.object) else { return .unknown }
        let method = callee.tree.text(ofToken: callee.lastToken)
        if let constructor = model.constructor(of: receiver),
            ArgumentUse(ofMethod: method, of: constructor, keyword: keyword) == .consumes
        {
            return sendsNow(call) ? .consumes : .unknown
        }
        return ArgumentUse(ofMethod: method)
    }

    /// `chunksize=` and `iterator=` make pandas return a reader; unpacked options may hold them.
    private static func readsInChunks(_ call: Syntax, _ name: String) -> Bool {
        guard name.hasPrefix("pandas."), let call = CallExpression(call) else { return false }
        return call.arguments.contains { argument in
            argument.node.kind == .doubleStarArgument || ["chunksize", "iterator"].contains(argument.keyword)
        }
    }

    /// True if a writer that keeps what is written until it is flushed stands around the handle.
    static func isBuffered(_ use: Syntax, _ model: SemanticModel) -> Bool {
        use.ancestors.prefix { !$0.kind.isStatement }.contains { node in
            guard node.kind == .call, let callee = node.child(.function), !use.isDescendantOrSelf(of: callee),
                let name = model.qualifiedName(of: callee)
            else { return false }
            return Libraries.roles(of: name).contains(.buffers)
        }
    }

    // MARK: Displays and operators

    private static func comprehension(_ node: Syntax, _ clause: Syntax) -> Step {
        guard let whole = clause.parent else { return .end(.refused(.unclearFlow)) }
        return whole.kind == .generatorExpression ? .onwards(whole) : .end(.consumed)
    }

    /// A display that a sending call takes as `files=` is used up with the call; others keep what is in them.
    private static func container(_ display: Syntax, _ model: SemanticModel) -> Step {
        var node = display
        while let parent = node.parent {
            switch parent.kind {
            case .tuple, .list, .set, .dictionary, .dictionaryItem, .parenthesized: node = parent
            case .returnStatement: return .end(.refused(.handleReturned))
            case .yield: return .end(.refused(.handleYielded))
            case .forStatement, .comparison: return .end(.consumed)
            case .keywordArgument:
                if case .end(.consumed) = argument(node, parent, model) { return .end(.consumed) }
                return .end(.refused(.handleStored))
            default: return .end(.refused(.handleStored))
            }
        }
        return .end(.refused(.handleStored))
    }

    /// `handle and handle.close()` as a statement or a test leaves nothing behind.
    private static func booleanOperation(_ operation: Syntax) -> Step {
        switch operation.parent?.kind {
        case .expressionStatement, .ifStatement, .whileStatement, .elifClause, .unary, .assertStatement: .end(.consumed)
        case .booleanOperation, .parenthesized, .conditional: .end(.consumed)
        default: .end(.refused(.handleAliased))
        }
    }

    /// False for what a call makes of a file, unless it is known to give lines: `tee` gives two more readers.
    private static func isUnpacked(_ value: Syntax, _ model: SemanticModel) -> Bool {
        let value = value.withoutParentheses
        guard value.kind == .call, FileOpener(value, model) == nil else { return true }
        guard let name = value.child(.function).flatMap(model.qualifiedName) else { return false }
        return Libraries.roles(of: name).contains(.unpacks)
    }

    private static func assignment(_ node: Syntax, _ statement: Syntax, _ model: SemanticModel) -> Step {
        guard node.role == .value else { return .end(.refused(.unclearFlow)) }
        let targets = statement.children(.target).map(\.withoutParentheses)
        for target in targets where target.kind == .attribute {
            let isStream = ["sys.stdout", "sys.stderr", "sys.stdin"].contains(model.qualifiedName(of: target) ?? "")
            return .end(.refused(isStream ? .standardStream : .handleStored))
        }
        if targets.contains(where: { $0.kind == .subscription }) { return .end(.refused(.handleStored)) }
        // `first, second = handle` reads its lines.
        if targets.allSatisfy({ $0.kind == .tuple || $0.kind == .list }) {
            return .end(isUnpacked(node, model) ? .consumed : .refused(.handleAliased))
        }
        guard targets.count == 1, targets[0].kind == .name else { return .end(.refused(.handleAliased)) }
        return .end(.named(targets[0]))
    }
}
