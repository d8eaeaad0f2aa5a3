import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// Takes away the imports of names that nothing uses any more when some code goes.
public struct ImportRemoval {
    private let file: FileContext

    public init(_ file: FileContext) { self.file = file }

    /// Other edits, together with those that take away what only `code` uses. Nil if an import cannot be taken away without doubt:
    /// another file may have the name from here, or the statement's layout is unusual.
    public func edits(without code: Syntax, besides edits: [TextEdit]) -> [TextEdit]? {
        var aliases: [Syntax] = []
        for name in code.subtree where name.kind == .name {
            guard let variable = file.semantics.variable(of: name), variable.scope.kind == .module else { continue }
            if variable.references.contains(where: { !$0.isDescendantOrSelf(of: code) }) { continue }
            guard variable.bindings.count == 1, variable.bindings[0].isImport,
                let alias = variable.bindings[0].node.ancestors.first(where: { $0.kind == .importAlias }),
                !mayBeReexported(variable.name), !edits.contains(where: { writes(variable.name, $0) })
            else { return nil }
            if !aliases.contains(alias) { aliases.append(alias) }
        }
        var result = edits
        for (statement, gone) in Dictionary(grouping: aliases, by: \.parent) {
            guard let statement, let changed = removing(gone, from: statement, result) else { return nil }
            result = changed
        }
        return result
    }

    /// The names of the file's top level in some code. Of several fixes that take such code away, only the last one takes the imports:
    /// they are made one after another.
    public static func names(in code: Syntax, of file: FileContext) -> Set<String> {
        Set(
            code.subtree.filter { $0.kind == .name }.compactMap(file.semantics.variable).filter {
                $0.scope.kind == .module
            }.map(\.name))
    }

    private func writes(_ name: String, _ edit: TextEdit) -> Bool {
        SourceText(utf8: String(decoding: edit.replacement, as: UTF8.self)).mentions(name)
    }

    /// True if another file may name in a text what this file imports: `patch("app.jobs.notify")`, `setattr(jobs, "notify", fake)`.
    public func isNamedInTexts(_ name: String) -> Bool {
        guard let stem = ModulePaths.stem(of: file.path) else { return true }
        return file.project.paths(mentioning: name).contains { path in
            guard path != file.path else { return false }
            guard let other = file.project.file(at: path) else { return true }
            return other.nodes.all(.string).contains { text in
                guard let text = text.plainString else { return false }
                return text.hasSuffix("\(stem).\(name)") || text == name && other.tree.source.mentions(stem)
            }
        }
    }

    private func mayBeReexported(_ name: String) -> Bool {
        if file.module.isPackage || isNamedInTexts(name) { return true }
        guard let stem = ModulePaths.stem(of: file.path) else { return true }
        let users = Set(file.project.paths(mentioning: stem))
        return file.project.paths(mentioning: name).contains { path in
            guard path != file.path, users.contains(path) else { return false }
            return file.project.file(at: path).map { mayTake(name, from: stem, in: $0) } ?? true
        }
    }

    /// `from app.jobs import get_db`, `from app.jobs import *`, `jobs.get_db`, whichever module of that name it is.
    private func mayTake(_ name: String, from stem: String, in other: ModuleFile) -> Bool {
        let imports = other.nodes.all(.importFromStatement).filter { statement in
            statement.child(.module)?.compactText.split(separator: ".").last.map { $0 == stem } ?? false
        }
        let names = imports.flatMap { $0.children.filter { $0.kind == .importAlias } }
        return names.contains { $0.text == "*" || $0.child(.name)?.text == name }
            || !other.nodes.attributes(of: WordSet([name])).isEmpty
    }

    /// The names that stay and those that other edits put in, in their order.
    private func removing(_ gone: [Syntax], from statement: Syntax, _ edits: [TextEdit]) -> [TextEdit]? {
        let aliases = statement.children.filter { $0.kind == .importAlias }
        let layout = StatementLayout(file.tree)
        guard statement.parent?.kind == .module, layout.isAlone(statement) else { return nil }
        if layout.isBroken(statement.range) { return removingLines(gone, of: aliases, statement, edits) }
        guard
            let first = aliases.first, let last = aliases.last,
            file.source.bytes[statement.range].last != UInt8(ascii: ")")
        else { return nil }
        let inside = edits.filter { statement.start < $0.range.upperBound && $0.range.lowerBound <= statement.end }
        let others = edits.filter { !inside.contains($0) }
        guard inside.allSatisfy({ $0.range.isEmpty }) else { return nil }
        let names = aliases.flatMap { alias -> [String] in
            let before = inside.filter { $0.range.lowerBound == alias.start }
            let after = inside.filter { $0.range.lowerBound == alias.end }
            return before.map(Self.name) + (gone.contains(alias) ? [] : [alias.text]) + after.map(Self.name)
        }
        guard names.isEmpty else {
            return others + [TextEdit(replacing: first.start..<last.end, with: names.joined(separator: ", "))]
        }
        let start = Layout.lineStart(of: statement.start, in: file.source)
        return others + [TextEdit(deleting: start..<Layout.nextLineStart(of: statement.end, in: file.source))]
    }

    /// The same for a statement with each name in a line of its own, and a comma after it.
    private func removingLines(
        _ gone: [Syntax], of aliases: [Syntax], _ statement: Syntax, _ edits: [TextEdit]
    ) -> [TextEdit]? {
        let isCommented = file.tree.comments.contains { statement.range.contains($0.lowerBound) }
        let isAdded = edits.contains { $0.range.isEmpty && statement.range.contains($0.range.lowerBound) }
        guard !isCommented, isAdded || gone.count < aliases.count else { return nil }
        var result = edits
        for alias in gone {
            guard let line = line(of: alias) else { return nil }
            let inside = edits.filter { line.lowerBound < $0.range.upperBound && $0.range.lowerBound < line.upperBound }
            if inside.isEmpty {
                result.append(TextEdit(deleting: line))
                continue
            }
            // A name that is added beside it takes its place.
            guard inside.count == 1, inside[0].range.isEmpty else { return nil }
            result.removeAll { $0 == inside[0] }
            result.append(TextEdit(replacing: alias.range, with: Self.name(in: inside[0])))
        }
        return result
    }

    /// The line of a name that is alone in it.
    private func line(of alias: Syntax) -> Range<Int>? {
        let bytes = file.source.bytes
        guard Layout.isFirstOnLine(alias.start, in: file.source) else { return nil }
        let comma = Layout.skipBlanks(from: alias.end, in: file.source)
        guard comma < bytes.count, bytes[comma] == UInt8(ascii: ",") else { return nil }
        let end = Layout.skipBlanks(from: comma + 1, in: file.source)
        guard end < bytes.count, Layout.isLineEnd(bytes[end]) else { return nil }
        return Layout.lineStart(of: alias.start, in: file.source)..<Layout.nextLineStart(of: end, in: file.source)
    }

    /// The name in `, name` or `name, `, on a line of its own or not.
    private static func name(in edit: TextEdit) -> String {
        String(decoding: edit.replacement, as: UTF8.self).split { $0 == "," || $0.isWhitespace }.joined(separator: " ")
    }
}
