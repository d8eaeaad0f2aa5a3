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
    /// The call, or those of both branches.
    let openings: [FileOpening]
    /// What else opens a file in the same statement. Of very many, a few.
    var neighbours: [Syntax] = []

    /// What a header says after `with`: no `await`, and no parentheses that nothing needs there.
    func context(in file: FileContext) -> Syntax {
        if isAsync || call == value { return call }
        let around = [value.start..<call.start, call.end..<value.end]
        let callee = call.child(.function).map { call.start..<$0.end } ?? call.range
        return around.allSatisfy { file.tree.comments(in: $0).isEmpty } && !StatementLayout(file.tree).isBroken(callee)
            ? call : value
    }

    /// `async with`, as for aiofiles.
    var isAsync: Bool { openings.contains { $0.function.isAsync } }

    /// Closing such a file deletes it: its end cannot be moved to the last use of the handle.
    var isDeletedOnClose: Bool { openings.contains(where: \.deletesOnClose) }

    var isDeletedOnExit: Bool { openings.contains(where: \.deletesOnExit) }

    var isReadOnly: Bool { openings.allSatisfy(\.isReadOnly) }

    /// What is opened, as it is written, if that is one thing.
    var source: Syntax? { openings.count == 1 ? openings[0].source : nil }

    /// What decides what such a file is called.
    enum Kind: String {
        case file, archive, response, pipe
        case database = "db"
    }

    var kind: Kind {
        let kinds: [(Kind, (FileFunction) -> Bool)] = [
            (.archive, \.isArchive), (.response, \.isResponse), (.pipe, \.isPipe), (.database, \.isDatabase),
        ]
        return kinds.first { kind in openings.allSatisfy { kind.1($0.function) } }?.0 ?? .file
    }

    /// What such a file may be called.
    var words: [String] { [kind.rawValue, "handle", isReadOnly ? "source" : "target", "stream", "opened"] }

    /// What it may be called at a place, the file's own words first.
    func words(in scope: Scope, of file: FileContext) -> [String] {
        let words = file.analysis(of: file.tree.root) { HandleNames(in: file) }.words(
            for: self, atModuleLevel: scope.kind == .module)
        return scope.kind == .module ? words.filter(NewNames.importers(of: file).areWithout) : words
    }

    /// True if nobody can tell when it is opened: nothing is made, emptied, sent or started.
    var isSilent: Bool { isReadOnly && !openings.contains { $0.function.isResponse } }

    /// True if closing it may wait for a process that would run on otherwise: the code at hand does not read to its end.
    var mayWait: Bool {
        openings.contains { $0.function.isPipe }
            && !HandlePatterns.readWhole.contains { pattern in
                pattern.match(value.parent?.parent ?? value)?["handle"] == value
            }
    }

    /// An archive over bytes in memory that is only read: to leave it open costs nothing.
    func isInMemory(in file: FileContext) -> Bool {
        let origin = source.flatMap { file.flow(around: call).definitions.origin(of: $0) }
        let maker = origin.flatMap(CallExpression.init).flatMap { file.semantics.qualifiedName(of: $0.function) }
        return isReadOnly && maker == "io.BytesIO"
    }

    /// What else uses the descriptor that the file may be made from: the call that a use stands in, if it does.
    func descriptorRefusal(
        in file: FileContext, _ find: (SharedDescriptor) -> Syntax?
    ) -> Refusal<FileReason>? {
        descriptors(in: file).lazy.compactMap(find).first.map { use in
            // `os.fdopen(1, "w")`
            if use.isDescendant(of: call) { return Refusal(.descriptorUnowned, about: use) }
            let around = use.ancestors.prefix { !$0.kind.isStatement && $0 != call }
            return Refusal(.descriptorShared, about: around.first { $0.kind == .call } ?? use)
        }
    }

    /// The descriptors that the file may be made from, one for each branch of a conditional expression.
    private func descriptors(in file: FileContext) -> [SharedDescriptor] {
        openings.compactMap { SharedDescriptor($0.call, $0.function, file.flow(around: call)) }
    }

    /// True if a method is called where an asynchronous file is read that gives a coroutine, and nobody awaits it there.
    func isPending(at use: Syntax) -> Bool {
        guard isAsync, let attribute = use.withParentheses.parent, attribute.kind == .attribute,
            attribute.withParentheses.parent?.kind == .call
        else { return false }
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
        let openings = Self.openings(node, model)
        guard let first = openings.first, openings.allSatisfy({ $0.function.isAsync == first.function.isAsync }) else {
            return nil
        }
        var value = node
        while let parent = value.parent {
            let isWrapper = parent.kind == .parenthesized || parent.kind == .await && first.function.isAsync
            guard isWrapper else { break }
            value = parent
        }
        self.init(call: node, value: value, openings: openings)
    }

    /// None if a branch of a conditional expression is something else.
    private static func openings(_ node: Syntax, _ model: SemanticModel) -> [FileOpening] {
        guard node.kind == .conditional, let body = node.child(.body), let orElse = node.child(.orElse) else {
            return FileOpening(node, model).map { [$0] } ?? []
        }
        let (first, second) = (openings(body.withoutParentheses, model), openings(orElse.withoutParentheses, model))
        return first.isEmpty || second.isEmpty ? [] : first + second
    }
}
