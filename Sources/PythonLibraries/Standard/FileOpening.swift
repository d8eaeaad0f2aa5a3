import PythonSemantics
import PythonSyntax

/// A call that opens a file, and what its arguments say of the file.
public struct FileOpening: Sendable, Hashable {
    public let call: CallExpression
    public let function: FileFunction

    /// Nil for every node but a call that is known to open a file.
    public init?(_ node: Syntax, _ model: SemanticModel) {
        guard let call = CallExpression(node) else { return nil }
        self.call = call
        if let known = model.qualifiedName(of: call.function).flatMap(FileFunction.init(named:)) {
            function = known
        } else if call.functionName == "open", let path = call.receiver, PathExpression.isPath(path, model) {
            function = .ofPath
        } else {
            return nil
        }
    }

    /// What is opened, as it is written; nil for a method of a path.
    public var source: Syntax? { function == .ofPath ? nil : call.keyword("fileobj") ?? call.positional.first }

    /// Closing the file deletes it.
    public var deletesOnClose: Bool { function.deletesOnClose && call.keyword("delete")?.isFalse != true }

    /// Leaving a `with` statement deletes the file even if `close()` would not.
    public var deletesOnExit: Bool {
        let isUnpacked = call.arguments.contains { $0.node.kind == .doubleStarArgument }
        return deletesOnClose && (isUnpacked || call.keyword("delete_on_close") != nil)
    }

    /// True if the mode shows that nothing is written, so that closing later makes no difference to other readers.
    public var isReadOnly: Bool {
        guard let position = function.modePosition else { return function.onlyReads }
        guard let mode = call.argument("mode", at: position) else { return !call.hasUnpacking }
        return StringLiteral(mode)?.plainBytes.map { !$0.contains(where: "wax+".utf8.contains) } ?? false
    }
}
