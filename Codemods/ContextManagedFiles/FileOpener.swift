import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting

/// A call that opens a file, and how it can stand in a `with` statement.
struct FileOpener {
    /// The call itself, or the conditional expression whose two branches are such calls.
    let call: Syntax
    /// The call with the `await` and the parentheses around it.
    let value: Syntax
    let function: FileFunction

    /// `async with`, as for aiofiles.
    var isAsync: Bool { function.isAsync }

    /// Closing such a file deletes it: its end cannot be moved to the last use of the handle.
    var isDeletedOnClose: Bool {
        function.deletesOnClose && keyword("delete").map { $0.text == "False" } != true
    }

    /// Leaving a `with` statement deletes such a file even if `close()` would not.
    var isDeletedOnExit: Bool {
        guard function.deletesOnClose, call.kind == .call else { return false }
        let isUnpacked = call.child(.arguments)?.children.contains { $0.kind == .doubleStarArgument } ?? false
        guard isUnpacked || keyword("delete_on_close") != nil else { return false }
        return keyword("delete").map { $0.text == "False" } != true
    }

    /// True where the mode shows that nothing is written, so that closing later makes no difference to other readers.
    var isReadOnly: Bool {
        guard call.kind == .call, let position = function.modePosition else { return false }
        guard let mode = mode(at: position) else { return true }
        guard mode.kind == .string else { return false }
        return !mode.text.contains { "wax+".contains($0) }
    }

    /// The mode argument, nil where the default ("r") holds.
    private func mode(at position: Int) -> Syntax? {
        if let mode = keyword("mode") { return mode }
        let arguments = call.child(.arguments)?.children(.argument) ?? []
        return position < arguments.count ? arguments[position] : nil
    }

    /// True where a descriptor that the file is made from is used behind the call, perhaps to be closed: closing the file
    /// closes it too.
    func sharesDescriptor(_ model: SemanticModel) -> Bool {
        guard call.kind == .call, let descriptor = call.child(.arguments)?.child(.argument), descriptor.kind == .name,
            let variable = model.variable(of: descriptor)
        else { return false }
        let later = variable.references.filter { $0.start > call.end }
        // `open` takes a path or a descriptor; only a later `os.close` tells.
        return function.takesDescriptor ? !later.isEmpty : later.contains { isClosedByHand($0, model) }
    }

    /// True if there is nothing to do: it stands in a `with` item, is given to something that closes it, is closed at once, or
    /// is what a factory returns.
    var isManaged: Bool { isManagerArgument || isClosedAtOnce || isInItem || value.parent?.kind == .returnStatement }

    /// `with open(p) as f:`, `with open(p) if p else nullcontext() as f:`.
    private var isInItem: Bool {
        var node = value
        while let parent = node.parent {
            switch parent.kind {
            case .withItem: return node.role == .context
            case .parenthesized: node = parent
            case .conditional where node.role != .test: node = parent
            default: return false
            }
        }
        return false
    }

    /// `open(p, "w").close()`: nothing can go wrong in between.
    private var isClosedAtOnce: Bool {
        guard let statement = value.enclosingStatement else { return false }
        return HandlePatterns.closed(by: statement)?.withoutParentheses == value.withoutParentheses
    }

    private var isManagerArgument: Bool {
        guard value.parent?.kind == .arguments, let call = value.parent?.parent, call.kind == .call,
            let callee = call.child(.function)
        else { return false }
        return Libraries.roles(ofAnything: callee.tree.text(ofToken: callee.lastToken)).contains(.manages)
    }

    private func isClosedByHand(_ name: Syntax, _ model: SemanticModel) -> Bool {
        guard let function = name.parent?.parent?.child(.function) else { return false }
        return name.parent?.kind == .arguments && model.qualifiedName(of: function) == "os.close"
    }

    private func keyword(_ name: String) -> Syntax? {
        call.child(.arguments)?.children(.keyword)
            .first { $0.kind == .keywordArgument && $0.tree.token($0.firstToken, is: name) }?.child(.value)
    }
}

extension FileOpener {
    /// The last words of the functions' names.
    static let names = FileFunction.lastNames

    /// The same, and the names under which a file imports them.
    static func names(in file: FileContext) -> WordSet {
        let aliases = file.nodes.all(.importAlias).compactMap { alias -> String? in
            guard let name = alias.child(.name), let other = alias.child(.alias),
                names.contains(file.tree.text(ofToken: name.lastToken))
            else { return nil }
            return other.text
        }
        return WordSet(names.union(aliases))
    }

    /// The opener that an expression is, nil for every other expression.
    init?(_ node: Syntax, _ model: SemanticModel) {
        guard let function = Self.function(of: node, model) else { return nil }
        var value = node
        while let parent = value.parent {
            let isWrapper = parent.kind == .parenthesized || parent.kind == .await && function.isAsync
            guard isWrapper else { break }
            value = parent
        }
        self.init(call: node, value: value, function: function)
    }

    private static func function(of node: Syntax, _ model: SemanticModel) -> FileFunction? {
        if node.kind == .conditional, let body = node.child(.body), let orElse = node.child(.orElse) {
            guard let first = function(of: body.withoutParentheses, model),
                let second = function(of: orElse.withoutParentheses, model),
                first.isAsync == second.isAsync
            else { return nil }
            return first.deletesOnClose ? first : second
        }
        guard node.kind == .call, let callee = node.child(.function) else { return nil }
        if let known = model.qualifiedName(of: callee).flatMap(FileFunction.init(named:)) { return known }
        guard callee.kind == .attribute, callee.tree.token(callee.lastToken, is: "open"),
            let object = callee.child(.object), PathExpression.isPath(object, model)
        else { return nil }
        return .ofPath
    }
}
