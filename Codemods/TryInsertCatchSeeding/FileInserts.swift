import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// What a file adds to sessions and commits, and which statements handle a failing insert: read once for all of its places.
final class FileInserts {
    /// `session.add(row)`, wherever it stands.
    struct Addition {
        let call: Syntax
        let session: Syntax
        let row: Syntax
        /// The statement that consists of it, nil if it is part of another one.
        let statement: Syntax?
    }

    private let file: FileContext
    /// In text order, like all that follow.
    private let additions: [Addition]
    private let commits: [Syntax: [Syntax]]
    /// Handlers of exceptions that a second row with the same key may show itself as.
    private let violationHandlers: [Syntax]
    /// `try` statements with a rollback in a handler, by the suite that they stand in.
    private let rollingBack: [Syntax: [Syntax]]
    /// The name that the file has for SQLAlchemy's exception, and the statement at its top level that imports it.
    private(set) lazy var integrityError = importedIntegrityError()

    init(_ file: FileContext) {
        self.file = file
        let nodes = file.nodes
        additions = nodes.calls(of: ["add"]).compactMap(Addition.init).sorted { $0.call.start < $1.call.start }
        let commits = nodes.calls(of: ["commit"]).compactMap(\.enclosingStatement)
        self.commits = Self.bySuite(commits)
        let handlers = nodes.all(.exceptClause).compactMap(ExceptHandler.init)
        let violations = Violations(in: file.module, file.project)
        violationHandlers = handlers.filter { $0.exception.map(violations.areNamed) ?? false }.map(\.node).sorted {
            $0.start < $1.start
        }
        let rollsBack = { (handler: ExceptHandler) in
            nodes.all(.call, in: handler.node).contains { SessionCalls.rollback.matches($0) }
        }
        rollingBack = Self.bySuite(handlers.filter(rollsBack).compactMap(\.node.parent))
    }

    private static func bySuite(_ statements: [Syntax]) -> [Syntax: [Syntax]] {
        Dictionary(grouping: statements.filter { $0.parent != nil }) { $0.parent ?? $0 }
            .mapValues { $0.sorted { $0.start < $1.start } }
    }

    // MARK: Additions

    /// The additions in a run of statements.
    func additions(in statements: some BidirectionalCollection<Syntax>) -> ArraySlice<Addition> {
        guard let first = statements.first, let last = statements.last else { return [] }
        let start = additions.partitionPoint { $0.call.start >= first.start }
        let end = additions.partitionPoint { $0.call.start >= last.end }
        return additions[start..<end]
    }

    /// `commit()` of a session as a statement of the same suite, after another one.
    func commit(of session: Syntax, after statement: Syntax) -> Syntax? {
        guard let suite = statement.parent, let commits = commits[suite] else { return nil }
        return commits[commits.partitionPoint { $0.start >= statement.end }...].first { commit in
            commit.child(.value).map { SessionCalls.commit.matches($0, binding: ["session": session]) } ?? false
        }
    }

    // MARK: Handlers

    /// A node handles a second row with the same key in itself.
    func handlesViolation(in node: Syntax) -> Bool { handlesViolation(node.range) }

    private func handlesViolation(_ range: Range<Int>) -> Bool {
        let next = violationHandlers.partitionPoint { $0.start >= range.lowerBound }
        return next < violationHandlers.count && violationHandlers[next].end <= range.upperBound
    }

    /// One of some statements in a row, before which nothing is tried, handles a failing insert itself.
    func handlesFailure(in statements: some BidirectionalCollection<Syntax>) -> Bool {
        guard let first = statements.first, let last = statements.last, let suite = first.parent else { return false }
        if handlesViolation(first.start..<last.end) { return true }
        let attempts = rollingBack[suite] ?? []
        let next = attempts.partitionPoint { $0.start >= first.start }
        return next < attempts.count && attempts[next].end <= last.end
    }

    private func importedIntegrityError() -> (name: String, place: Syntax)? {
        for variable in file.semantics.importingVariables {
            for binding in variable.bindings where binding.kind == .importFrom {
                guard let statement = binding.statement, statement.parent?.kind == .module,
                    let alias = binding.node.parent, alias.child(.name)?.identifier == "IntegrityError",
                    alias.parent?.child(.module)?.compactText.hasPrefix("sqlalchemy") ?? false
                else { continue }
                return (variable.name, statement)
            }
        }
        return nil
    }
}

extension FileInserts.Addition {
    init?(_ call: Syntax) {
        guard let found = SessionCalls.add.match(call), let session = found["session"], let row = found["row"] else {
            return nil
        }
        self.init(
            call: call, session: session, row: row,
            statement: call.parent?.kind == .expressionStatement ? call.parent : nil)
    }
}
