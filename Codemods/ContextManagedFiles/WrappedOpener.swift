import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Two openers, one given to the other, which uses its file but does not close it: `tarfile.open(fileobj=os.fdopen(fd, "wb"))`.
struct WrappedOpener {
    let outer: FileOpener
    let inner: FileOpener
    private let file: FileContext

    /// The pair that begins with an opener; nil if it is given no other one, or several.
    init?(in outer: FileOpener, _ file: FileContext) {
        guard outer.openings.count == 1, let opening = outer.openings.first,
            ArgumentUse(ofFunction: opening.function.name) == .wraps
        else { return nil }
        let given = opening.call.arguments.filter { !$0.isUnpacked }.compactMap { argument in
            FileOpener(argument.value.withoutParentheses, file.semantics)
        }
        guard given.count == 1, let inner = given.first, inner.openings.count == 1 else { return nil }
        self.outer = outer
        self.inner = inner
        self.file = file
    }

    /// The pair that ends with one.
    init?(around inner: FileOpener, _ file: FileContext) {
        guard let parent = inner.value.parent else { return nil }
        let arguments = parent.kind == .keywordArgument ? parent.parent : parent
        guard let call = arguments?.parent, arguments?.kind == .arguments,
            var outer = FileOpener(call, file.semantics)
        else { return nil }
        outer.neighbours = inner.neighbours.filter { $0 != outer.value } + [inner.value]
        self.init(in: outer, file)
    }

    /// True if one header can open both, in the order in which they are opened now.
    var fitsOneHeader: Bool {
        let call = outer.call
        let isEarlier: (Syntax) -> Bool = { $0.end <= inner.value.start && $0.kind != .arguments }
        return !outer.isAsync && !inner.isAsync && !inner.isDeletedOnClose && !inner.mayWait
            && inner.descriptorRefusal(in: file) { $0.userAfter(inner.call.end) } == nil
            && !StatementLayout(file.tree).isBroken(call.range)
            && !call.subtree.contains { isEarlier($0) && [.call, .await, .namedExpression, .yield].contains($0.kind) }
    }

    /// The items of a header: `os.fdopen(fd, "wb") as f, tarfile.open(fileobj=f) as archive`.
    func items(inner name: String, outer outerName: String) -> String {
        let source = file.source
        let call =
            source.string(in: outer.call.start..<inner.value.start) + name
            + source.string(in: inner.value.end..<outer.call.end)
        return "\(source.string(in: inner.context(in: file).range)) as \(name), \(call) as \(outerName)"
    }
}
