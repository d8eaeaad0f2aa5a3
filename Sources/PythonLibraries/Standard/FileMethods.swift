import PythonSemantics
import PythonSyntax

extension ResourceTable {
    /// Files, and objects that read from them or write to them.
    public static let files = ResourceTable(
        closing: "close",
        data: data.union(["name"]), dependent: dependent, same: same, use: FileArgument.use)

    /// Files whose `name` is the descriptor: what uses it uses the file.
    public static let namelessFiles = ResourceTable(
        closing: "close", data: data, dependent: dependent.union(["name"]), same: same, use: FileArgument.use)

    private static let data = Set(
        words: """
            closed code comment delete encoding errors fieldnames filelist filename headers line_buffering line_num mode
            newlines pos reason status url version
            """)
    /// Those of dictionaries are a shelf's: they read it when they are iterated.
    private static let dependent = Set(words: "__aiter__ __iter__ extractfile fileno items keys open values xreadlines")
    private static let same = Set(words: "__aenter__ __enter__ detach")
}

/// What a call does with a file among its arguments.
private enum FileArgument {
    @Sendable static func use(_ call: CallExpression, _ keyword: String?, _ model: SemanticModel) -> ArgumentUse {
        if let name = model.qualifiedName(of: call.function) {
            let known = ArgumentUse(ofFunction: name)
            if known == .consumes, readsInChunks(call, name) || choosesOne(call, name) { return .wraps }
            if name == "builtins.dict", keyword != nil { return .stores }
            if known != .unknown { return known }
        }
        guard call.function.kind == .attribute, let receiver = call.function.child(.object),
            let method = call.functionName
        else { return .unknown }
        if let maker = model.constructor(of: receiver),
            ArgumentUse(ofMethod: method, of: maker, keyword: keyword) == .consumes
        {
            return sendsNow(call.node) ? .consumes : .unknown
        }
        return ArgumentUse(ofMethod: method)
    }

    /// True if the call sends the file at once. An asynchronous client sends when its call is awaited or entered.
    private static func sendsNow(_ call: Syntax) -> Bool {
        let isAsync = call.enclosingFunction?.flags.contains(.async) ?? false
        return !isAsync || call.parent?.kind == .await || call.parent?.kind == .withItem
    }

    /// `max(first, second)` returns one of the two, `max(lines)` one of its elements.
    private static func choosesOne(_ call: CallExpression, _ name: String) -> Bool {
        ["builtins.max", "builtins.min"].contains(name) && (call.positional.count > 1 || call.hasUnpacking)
    }

    /// With `chunksize=` or `iterator=`, pandas returns a reader; unpacked options may contain them.
    private static func readsInChunks(_ call: CallExpression, _ name: String) -> Bool {
        name.hasPrefix("pandas.")
            && call.arguments.contains { argument in
                argument.node.kind == .doubleStarArgument || ["chunksize", "iterator"].contains(argument.keyword)
            }
    }
}
