import PythonFlow
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// A file that is opened at the end of a `try` body or of the branches of an `if`, and used after that statement:
/// the block begins there, as `with f:`.
struct LateBlock {
    let handle: NamedHandle
    let life: HandleLife
    let host: Suite
    /// Index in the host of the first statement of the block.
    let first: Int

    init?(handle: NamedHandle, life: HandleLife, outer: Syntax, firstUse: Syntax) {
        self.handle = handle
        self.life = life
        let graph = handle.file.flow(around: outer).graph
        switch outer.kind {
        case .tryStatement:
            guard handle.suite.node.role == .body, let attempt = TryStatement(outer), attempt.finalBody == nil else {
                return nil
            }
            if let orElse = attempt.orElse {
                host = handle.file.suite(orElse)
                first = 0
            } else {
                guard !attempt.handlers.map(\.node).contains(where: graph.canComplete),
                    let suite = handle.file.suite(containing: outer),
                    let index = suite.index(of: outer)
                else { return nil }
                host = suite
                first = index + 1
            }
        case .ifStatement, .elifClause, .elseClause:
            guard let whole = outer.kind == .ifStatement ? outer : outer.parent, whole.kind == .ifStatement,
                Self.opensInEveryBranch(whole, handle, life, graph), let suite = handle.file.suite(containing: whole),
                let index = suite.index(of: whole)
            else { return nil }
            host = suite
            first = index + 1
        default: return nil
        }
        guard firstUse.isDescendant(of: host.node), first < host.statements.count, !host.node.flags.contains(.inline)
        else { return nil }
    }

    /// True where each branch ends by opening the file under the same name, or by leaving.
    private static func opensInEveryBranch(
        _ statement: Syntax, _ handle: NamedHandle, _ life: HandleLife, _ graph: FlowGraph
    ) -> Bool {
        let clauses = statement.children(.orElse)
        guard clauses.last?.kind == .elseClause else { return false }
        let openings = life.alternatives + [handle.statement]
        return ([statement] + clauses).allSatisfy { branch in
            guard let body = branch.child(.body), let last = Suite(body).statements.last else { return false }
            return openings.contains(last) || !graph.canComplete(branch)
        }
    }

    func repair() throws(Refusal<FileReason>) -> Repair? {
        guard life.uses.allSatisfy({ $0.isDescendant(of: host.node) }) else { throw Refusal(.unclearFlow) }
        let site = life.closes.first { host.index(of: $0.statement) != nil }
        if site == nil, !life.closes.isEmpty { throw Refusal(.closedConditionally) }
        if site == nil { try handle.checkOwnership(life) }
        let lastUse = life.uses.last { $0.isDescendant(of: host.node) }
        let end =
            site.flatMap { host.index(of: $0.statement) } ?? lastUse.flatMap(host.index(containing:)).map { $0 + 1 }
            ?? first
        if let use = site.flatMap({ life.use(after: $0, in: host) }) { throw Refusal(.usedAfterClose, at: use) }
        guard end > first else { throw Refusal(.unclearFlow) }
        if site == nil { try handle.checkReaders(after: host.statements[end - 1].end) }
        let level: FixLevel = site == nil && life.isPassed ? .review : .safe
        return Repair(Fix(level, editor(first..<end, site)), message: message(site))
    }

    private func message(_ site: CloseSite?) -> String {
        site == nil
            ? "'\(handle.name)' is never closed"
            : handle.messageOfClose
    }

    private func editor(_ region: Range<Int>, _ site: CloseSite?) -> BlockEditor {
        let statement = host.statements[region.lowerBound]
        let source = handle.file.source
        var editor = BlockEditor(handle.file, at: statement)
        editor.insertLine("with \(handle.name):", before: statement)
        let last = host.statements[region.upperBound - 1]
        let end = site.map { max(last.end, $0.statement.end) } ?? last.end
        editor.deepen(Layout.lineStart(of: statement.start, in: source)..<end)
        if let site { editor.deleteClose(site.statement) }
        editor.deleteDirectives(for: NamedHandle.rules, at: handle.statement)
        return editor
    }
}
