import PythonFlow
import PythonLibraries
import PythonSemantics
import PythonSyntax
import Rewriting
import SourceText

/// Puts a file that is opened without a context manager into a `with` statement.
///
///     output = open(path, "wb")          with open(path, "wb") as output:
///     output.write(data)          →          output.write(data)
///     output.close()
///
/// Audit finding thumper/high-7. The handle is followed through the function: where it may outlive the block, the place
/// is refused with the reason.
struct ContextManagedFiles: Codemod {
    let document = CodemodDocument(markdown: PackageResources.ContextManagedFiles_md)

    let prefilter = Prefilter(
        // `open as` stands for the calls under another name.
        ["open as", "File as"] + FileOpener.names.map { .callOutsideOfWith($0) })

    let projectTexts = ReplacedOpeners.projectTexts + NewNames.starImports

    var patterns: [Patterns] { HandlePatterns.all }

    init() {}

    func sites(in file: FileContext) -> [FileOpener] {
        let calls = file.nodes.calls(of: FileOpener.names(in: file))
        guard !calls.isEmpty, file.isMaintained else { return [] }
        let openers = (calls + file.nodes.all(.conditional)).compactMap { FileOpener($0, file.semantics) }.filter {
            !$0.isManaged && !isBranch($0, in: file)
        }
        let together = Dictionary(grouping: openers.map(\.value)) { $0.enclosingStatement }
            .mapValues { $0.prefix(UnnamedHandle.maximumOfOneStatement + 1) }
        return openers.map { opener in
            var opener = opener
            opener.neighbours = (together[opener.value.enclosingStatement] ?? []).filter { $0 != opener.value }
            return opener
        }
    }

    /// A conditional of two openers is one opener.
    private func isBranch(_ opener: FileOpener, in file: FileContext) -> Bool {
        opener.value.role != .test
            && opener.value.ancestors.prefix { !$0.kind.isStatement }.contains {
                $0.kind == .conditional && FileOpener($0, file.semantics) != nil
            }
    }

    func repair(_ opener: FileOpener, in file: FileContext) throws(Refusal<FileReason>) -> Repair? {
        guard let statement = opener.value.enclosingStatement, !opener.isInMemory(in: file),
            // `with pytest.raises(…): open(path)` opens no file.
            (statement.parent?.parent).flatMap(WithStatement.init)?.expectsFailure != true
        else { return nil }
        do throws(Refusal<FileReason>) {
            return try repair(opener, statement, file)
        } catch {
            // Most reasons are about the handle itself.
            throw error.entity == nil ? Refusal(error.reason, about: opener.name ?? opener.call) : error
        }
    }

    private func repair(
        _ opener: FileOpener, _ statement: Syntax, _ file: FileContext
    ) throws(Refusal<FileReason>) -> Repair? {
        if let pair = WrappedOpener(around: opener, file), !pair.outer.isManaged {
            // Both are mended by the same edits, whichever is found first.
            let repair: Repair?
            do throws(Refusal<FileReason>) {
                repair = try self.repair(pair.outer, statement, file)
            } catch {
                throw error.reason == .otherOpener ? Refusal(.otherOpener, about: pair.outer.call) : error
            }
            guard let fix = repair?.fix else { return nil }
            let message = "the file of '\(opener.call.excerpt)' is never closed"
            return Repair(fix.repairing([pair.outer.place]), message: message)
        }
        let repair: Repair?
        if let named = NamedHandle(opener, statement, file) {
            repair = try named.repair()
        } else {
            repair = try UnnamedHandle(opener, statement, file).repair()
        }
        guard let repair, let fix = repair.fix else { return repair }
        if isMostOfScript(fix, at: statement, in: file) {
            let reason = "left as it is: the end of the script closes it, and most lines would move"
            return .report("\(repair.message ?? opener.message); \(reason)")
        }
        if !leavesRoom(fix, at: statement, in: file) { throw Refusal(.nestedTooDeep) }
        try checkNeighbours(of: opener, statement, file)
        if let test = ReplacedOpeners(opener, in: file).firstTest { throw Refusal(.replacedInTests, about: test) }
        guard let pair = WrappedOpener(in: opener, file) else { return repair }
        return Repair(
            fix.repairing(fix.alsoRepairs + [pair.inner.place]), message: repair.message, evidence: repair.evidence)
    }

    /// True if a fix indents most of a program that runs from its first line to its last, and then ends.
    private func isMostOfScript(_ fix: Fix, at statement: Syntax, in file: FileContext) -> Bool {
        guard statement.parent?.kind == .module, let start = fix.edits.map(\.range.lowerBound).min(),
            let end = fix.edits.map(\.range.upperBound).max()
        else { return false }
        let line = { file.lines.position(of: $0).line }
        let moved = line(end) - line(start)
        return moved >= Self.manyLines && moved * 2 > line(file.source.bytes.count) && !file.isImported
    }

    private static let manyLines = 20

    /// Throws if another file that the statement opens for itself alone would stay open.
    private func checkNeighbours(
        of opener: FileOpener, _ statement: Syntax, _ file: FileContext
    ) throws(Refusal<FileReason>) {
        guard opener.neighbours.count < UnnamedHandle.maximumOfOneStatement else { return }
        for node in opener.neighbours {
            guard let other = FileOpener(node.withoutParentheses.withoutAwait.withoutParentheses, file.semantics),
                NamedHandle(other, statement, file) == nil
            else { continue }
            let all = opener.neighbours + [opener.value]
            if UnnamedHandle(other, statement, file).staysOpen(besides: all.filter { $0 != other.value }) {
                throw Refusal(.otherOpener, about: other.call)
            }
        }
    }

    /// True if one more block around what a fix changes compiles.
    private func leavesRoom(_ fix: Fix, at statement: Syntax, in file: FileContext) -> Bool {
        let bounds = fix.edits.flatMap { [$0.range.lowerBound, $0.range.upperBound] }
        guard let start = bounds.min(), let end = bounds.max() else { return true }
        let inside = file.analysis(of: file.tree.root) { StaticBlocks(in: file.tree.root) }.deepest(in: start..<end)
        return max(inside, StaticBlocks.depth(around: statement)) < StaticBlocks.maximum
    }
}

extension FileOpener: DefectSite {
    /// The statement through the opening.
    var place: Range<Int> {
        guard let statement = value.enclosingStatement, !statement.kind.isCompoundStatement else { return value.range }
        return statement.start..<value.end
    }

    /// What an assignment calls the file.
    var name: Syntax? { value.role == .value ? value.parent?.child(.target) : nil }

    var message: String {
        name.map { "the file '\($0.excerpt)' is opened without a context manager" }
            ?? "'\(call.excerpt)' opens a file without a context manager"
    }
}
