import PythonSemantics
import PythonSyntax

/// Exceptions that a second row with the same key may show itself as, by whatever name a file has for them.
struct Violations {
    private let module: ModuleFile
    private let project: ProjectIndex

    init(in module: ModuleFile, _ project: ProjectIndex) {
        self.module = module
        self.project = project
    }

    /// Parts of their names.
    private static let words = [
        "IntegrityError", "SQLAlchemyError", "DBAPIError", "DatabaseError", "UniqueViolation",
    ].map { Array($0.utf8) }

    /// One of them is somewhere in an expression.
    func areNamed(in node: Syntax) -> Bool { node.subtree.contains { isOne($0) } }

    /// `IntegrityError`, `Violation` of `from sqlalchemy.exc import IntegrityError as Violation`, `CONFLICTS` where that is a tuple of them.
    func isOne(_ node: Syntax) -> Bool { isOne(node, depth: 0) }

    private func isOne(_ node: Syntax, depth: Int) -> Bool {
        guard let last = node.lastName else { return false }
        if Self.isOne(last) { return true }
        guard depth < 3, !(node.kind == .name && Builtins.names.contains(last)),
            node.kind == .name || node.kind == .attribute, node.parent?.kind != .attribute,
            module.semantics.qualifiedName(of: node)?.hasPrefix("builtins.") != true
        else { return false }
        switch project.definition(of: node, in: module) {
        case .external(let name)?: return name.split(separator: ".").last.map { Self.isOne(String($0)) } ?? false
        case .value(let value, let owner)?:
            guard value.withoutParentheses.kind == .tuple else { return false }
            let others = Violations(in: owner, project)
            return value.subtree.contains { others.isOne($0, depth: depth + 1) }
        default: return false
        }
    }

    private static func isOne(_ name: String) -> Bool {
        let bytes = Array(name.utf8)
        return words.contains { word in
            bytes.count >= word.count
                && (0...bytes.count - word.count).contains { bytes[$0...].starts(with: word) }
        }
    }
}
