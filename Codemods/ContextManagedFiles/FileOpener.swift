import PythonFlow
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
    /// The number of other files that the same statement opens.
    var neighbours = 0

    /// `async with`, as for aiofiles.
    var isAsync: Bool { function.isAsync }

    /// Closing such a file deletes it: its end cannot be moved to the last use of the handle.
    var isDeletedOnClose: Bool {
        function.deletesOnClose && arguments?.keyword("delete")?.isFalse != true
    }

    /// Leaving a `with` statement deletes such a file even if `close()` would not.
    var isDeletedOnExit: Bool {
        guard function.deletesOnClose, let arguments else { return false }
        let isUnpacked = arguments.arguments.contains { $0.node.kind == .doubleStarArgument }
        guard isUnpacked || arguments.keyword("delete_on_close") != nil else { return false }
        return arguments.keyword("delete")?.isFalse != true
    }

    /// True where the mode shows that nothing is written, so that closing later makes no difference to other readers.
    var isReadOnly: Bool {
        guard let arguments, let position = function.modePosition else { return false }
        guard let mode = arguments.argument("mode", at: position) else { return !arguments.hasUnpacking }
        return StringLiteral(mode)?.plainBytes.map { !$0.contains(where: "wax+".utf8.contains) } ?? false
    }

    /// What is opened, as it is written; nil for a method's file and a conditional expression.
    var path: Syntax? { arguments?.positional.first }

    /// Nil for a conditional expression of two calls.
    private var arguments: CallExpression? { CallExpression(call) }

    /// What else uses the descriptor that the file may be made from: the call that a use stands in, if it does.
    func descriptorUser(in file: FileContext, _ find: (SharedDescriptor) -> Syntax?) -> Syntax? {
        descriptors(in: file).lazy.compactMap(find).first.map { use in
            let around = use.ancestors.prefix { !$0.kind.isStatement && $0 != call }
            return around.first { $0.kind == .call } ?? use
        }
    }

    /// The descriptors that the file may be made from, one for each branch of a conditional expression.
    private func descriptors(in file: FileContext) -> [SharedDescriptor] {
        let branches = call.kind == .conditional ? [call.child(.body), call.child(.orElse)] : [call]
        return branches.compactMap { $0?.withoutParentheses }.compactMap { branch in
            guard let call = CallExpression(branch), let opener = FileOpener(branch, file.semantics) else { return nil }
            return SharedDescriptor(call, opener.function, file.flow(around: branch))
        }
    }

    /// True if a method is called where an asynchronous file is read that gives a coroutine, and nobody awaits it there.
    func isPending(at use: Syntax) -> Bool {
        guard isAsync, use.parent?.kind == .attribute, use.parent?.parent?.kind == .call else { return false }
        let around = use.ancestors.prefix { !$0.kind.isStatement }
        return !around.dropFirst(2).contains { $0.kind == .await }
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
        guard value.parent?.kind == .arguments, let name = value.parent?.parent?.child(.function)?.lastName else {
            return false
        }
        return Libraries.roles(ofAnything: name).contains(.manages)
    }
}

extension FileOpener {
    /// The last words of the functions' names.
    static let names = FileFunction.lastNames
    private static let words = WordSet(names)

    /// The same, and the names under which a file imports them.
    static func names(in file: FileContext) -> WordSet {
        let aliases = file.nodes.all(.importAlias).compactMap { alias -> String? in
            guard let written = alias.child(.alias), let name = alias.child(.name), words.contains(lastNameOf: name)
            else { return nil }
            return written.identifier
        }
        return aliases.isEmpty ? words : WordSet(names.union(aliases))
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
        guard callee.kind == .attribute, callee.lastName == "open", let path = callee.child(.object),
            PathExpression.isPath(path, model)
        else { return nil }
        return .ofPath
    }
}
