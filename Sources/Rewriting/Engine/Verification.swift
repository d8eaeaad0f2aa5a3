import PythonSemantics
import PythonSyntax
import SourceText

/// The conditions that a file must meet after a fix. The engine withdraws a fix that violates one.
enum Verification {
    /// Why an edited file is not acceptable, as a clause of a message.
    struct Complaint: Error {
        let message: String
    }

    /// The edited file. The edits must be sorted and must not overlap. Throws if a condition is violated. `removed` are the
    /// comments, and the lines of docstrings, that the fixes declare to remove.
    static func verified(
        _ state: FileState, applying edits: [TextEdit], removing removed: [Range<Int>] = []
    ) throws(Complaint) -> ModuleFile {
        let after: SyntaxTree
        do {
            after = try SyntaxTree(parsing: state.tree.source.applying(edits))
        } catch {
            throw Complaint(message: "the edited file would not parse: \(error.message)")
        }
        if let message = complaint(state.tree, edits, after, Set(removed)) { throw Complaint(message: message) }
        let module = ModuleFile(path: state.path, tree: after, in: state.index)
        let lost = module.semantics.unresolvedNames.subtracting(state.unresolvedNames)
        if let name = lost.sorted().first {
            throw Complaint(message: "the name '\(name)' would be used but not defined")
        }
        return module
    }

    private static func complaint(
        _ before: SyntaxTree, _ edits: [TextEdit], _ after: SyntaxTree, _ removed: Set<Range<Int>>
    ) -> String? {
        if !after.isLossless { return "the edited file would not round-trip" }
        if !keepsTokens(before, edits, after) { return "tokens outside the edits would change" }
        if !keepsAll(comments(before, without: removed), comments(after)) {
            return "a comment would be lost"
        }
        if !keepsAll(strings(before, around: removed), strings(after)) {
            return "a string literal would change"
        }
        let (depth, former) = (StaticBlocks(in: after.root).deepest, StaticBlocks(in: before.root).deepest)
        if depth > max(StaticBlocks.maximum, former) { return "Python would refuse so many blocks inside each other" }
        return nil
    }

    /// Tokens outside the edits are the same, in the same order. Layout tokens may differ: blocks move.
    static func keepsTokens(_ before: SyntaxTree, _ edits: [TextEdit], _ after: SyntaxTree) -> Bool {
        var inserted: [Range<Int>] = []
        var shift = 0
        for edit in edits {
            let start = edit.range.lowerBound + shift
            inserted.append(start..<start + edit.replacement.count)
            shift += edit.replacement.count - edit.range.count
        }
        let kept = untouchedTokens(of: before, outside: edits.map(\.range))
        let found = untouchedTokens(of: after, outside: inserted)
        return kept.count == found.count
            && zip(kept, found).allSatisfy {
                $0.kind == $1.kind && before.source.bytes[$0.range] == after.source.bytes[$1.range]
            }
    }

    private static func untouchedTokens(of tree: SyntaxTree, outside ranges: [Range<Int>]) -> [Token] {
        var next = 0
        return tree.tokens.filter { token in
            switch token.kind {
            case .newline, .indent, .dedent, .endOfFile: return false
            default: break
            }
            while next < ranges.count, ranges[next].upperBound <= token.range.lowerBound { next += 1 }
            // A range that begins before the token's end, and has not been passed, touches it.
            return next == ranges.count || ranges[next].lowerBound >= token.range.upperBound
        }
    }

    private static func comments(
        _ tree: SyntaxTree, without removed: Set<Range<Int>> = []
    ) -> [ArraySlice<UInt8>: Int] {
        counted(tree.comments.filter { !removed.contains($0) }.map { tree.source.bytes[$0] })
    }

    private static func strings(
        _ tree: SyntaxTree, around removed: Set<Range<Int>> = []
    ) -> [ArraySlice<UInt8>: Int] {
        let strings = tree.tokens.filter { token in
            (token.kind == .string || token.kind == .fStringMiddle)
                && !removed.contains {
                    token.range.lowerBound < $0.lowerBound && $0.upperBound < token.range.upperBound
                }
        }
        return counted(strings.map { tree.source.bytes[$0.range] })
    }

    private static func counted(_ texts: [ArraySlice<UInt8>]) -> [ArraySlice<UInt8>: Int] {
        texts.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }

    private static func keepsAll(_ before: [ArraySlice<UInt8>: Int], _ after: [ArraySlice<UInt8>: Int]) -> Bool {
        before.allSatisfy { after[$0.key, default: 0] >= $0.value }
    }
}
