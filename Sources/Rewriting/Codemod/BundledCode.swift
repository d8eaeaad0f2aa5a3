import FileSystem
import PythonSemantics
import PythonSyntax
import SourceText

/// Modules and packages of other projects in a folder that the project puts on `sys.path`: `sys.path.insert(1, "lib")`. Their headers name
/// a holder of the copyright whom the rest of the project does not know, and a licence.
struct BundledCode {
    private let project: ProjectIndex
    private static let folders: Set<String> = [
        "deps", "ext", "extern", "external", "externals", "extlib", "lib", "libs", "packages", "vendor",
    ]
    private static let searchPath = "sys.path"
    private static let copyright = "opyright"

    init(_ project: ProjectIndex) { self.project = project }

    /// By module or package of such a folder, and by the folder itself.
    private struct Known: Sendable {
        let units = FactTable<Path, Bool>()
        let folders = FactTable<Path, Bool>()
    }

    private var known: Known { project.fact { Known() } }

    func contains(_ path: Path) -> Bool {
        let parts = path.components
        let words = parts.dropLast().map { String(decoding: $0, as: UTF8.self).lowercased() }
        guard let index = words.firstIndex(where: Self.folders.contains) else { return false }
        let folder = Self.path(parts[...index])
        let unit = Self.path(parts[...(index + 1)])
        return known.folders.fact(of: folder) { isSearched(folder) }
            && known.units.fact(of: unit) { isForeign(unit, in: folder) }
    }

    private static func path(_ components: ArraySlice<ArraySlice<UInt8>>) -> Path {
        Path(components.joined(separator: [UInt8(ascii: "/")]))
    }

    // MARK: The folder

    private func isSearched(_ folder: Path) -> Bool {
        let name = String(decoding: folder.name, as: UTF8.self)
        let paths = project.paths(containing: Self.searchPath).filter { !$0.isInside(folder) && !$0.isTest }
        return paths.compactMap(project.file).contains { module in
            module.nodes.calls(of: ["append", "insert"]).compactMap(CallExpression.init).contains { call in
                call.receiver?.compactText == Self.searchPath && call.arguments.contains { Self.names(name, $0.value) }
            }
        }
    }

    /// `os.path.join(root, "lib")`, `root + "/lib"`
    private static func names(_ folder: String, _ value: Syntax) -> Bool {
        value.subtree.contains { $0.plainString?.split(separator: "/").last.map { $0 == folder } ?? false }
    }

    // MARK: What is in it

    private func isForeign(_ unit: Path, in folder: Path) -> Bool {
        let paths = project.paths(containing: Self.copyright).filter { $0 == unit || $0.isInside(unit) }
        let holders = Set(paths.compactMap(project.file).compactMap { Self.holder(in: $0.tree) })
        return holders.contains { holder in
            project.paths(containing: holder).allSatisfy { $0.isInside(folder) }
        }
    }

    private static let licences = ["licen", "permission", "redistribut"]

    /// Who is named in the comments at the top, if they speak of a licence.
    private static func holder(in tree: SyntaxTree) -> String? {
        let first = tree.root.children.first { StringLiteral($0.child(.value) ?? $0) == nil }
        let top = tree.comments.prefix { $0.lowerBound < first?.start ?? .max }.map(tree.source.string(in:))
        guard top.contains(where: { line in licences.contains(where: line.lowercased().contains) }) else { return nil }
        return top.lazy.compactMap(holder).first
    }

    /// `Michael Foord` in `# Copyright (C) 2005-2010 Michael Foord, Nicola Larosa`
    private static func holder(_ comment: String) -> String? {
        let words = comment.split(separator: " ")
        guard let start = words.firstIndex(where: { $0.lowercased().hasPrefix("copyright") }) else { return nil }
        let name = words[(start + 1)...].drop { !($0.first?.isLetter ?? false) || $0.count < 2 || $0 == "by" }
        var holder: [Substring] = []
        for word in name.prefix(4) {
            let letters = word.prefix { $0.isLetter || $0 == "-" }
            if letters.isEmpty { break }
            holder.append(letters)
            if letters.count < word.count { break }
        }
        let text = holder.joined(separator: " ")
        return text.count > 4 ? text : nil
    }
}
