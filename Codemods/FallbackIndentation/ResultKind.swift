import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting

/// How code handles a value: as an object with attributes, or as a mapping.
enum ResultKind {
    case object, mapping

    /// Nil if the reads show nothing, or both.
    static func shown(by reads: [Syntax]) -> ResultKind? {
        let kinds = Set(reads.compactMap(kind))
        return kinds.count == 1 ? kinds.first : nil
    }

    private static func kind(of read: Syntax) -> ResultKind? {
        guard read.role == .object, let use = read.parent else { return nil }
        if use.kind == .subscription {
            return use.children.contains { $0 != read && $0.plainString != nil } ? .mapping : nil
        }
        guard use.kind == .attribute, let name = use.lastName else { return nil }
        if ["get", "items", "keys", "setdefault", "values"].contains(name) { return name == "get" ? .mapping : nil }
        return .object
    }
}
