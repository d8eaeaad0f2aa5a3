import FileSystem
import PythonLibraries
import PythonSemantics
import PythonSyntax
import SourceText

/// The sections of imports, in the order of isort and ruff.
enum ImportKind: Int, CaseIterable, Comparable {
    case future, standard, external, project, relative

    static func < (left: ImportKind, right: ImportKind) -> Bool { left.rawValue < right.rawValue }
}

/// The section of each import in a file.
struct ImportKinds {
    private let file: FileContext
    /// False if the file has packages of a folder inside the project in one paragraph with others, where isort and ruff put
    /// them unless they run in that folder.
    private let separatesNested: Bool

    init(_ file: FileContext, _ statements: [Syntax]) {
        self.file = file
        let roots = statements.compactMap { statement -> (Syntax, ImportKind)? in
            guard let line = ImportLine(of: statement) else { return nil }
            return Self.nested(line, file) ? (statement, .project) : (statement, Self.plain(line, file))
        }
        let pairs = zip(roots, roots.dropFirst())
        let meeting = pairs.filter { pair in Set([pair.0.1, pair.1.1]) == [.external, .project] }
        separatesNested =
            !meeting.isEmpty
            && meeting.allSatisfy { pair in
                let gap = file.source.bytes[pair.0.0.end..<pair.1.0.start]
                return gap.filter { $0 == 0x0A }.count > 1
            }
    }

    func kind(of line: ImportLine) -> ImportKind {
        Self.nested(line, file) ? (separatesNested ? .project : .external) : Self.plain(line, file)
    }

    private static func plain(_ line: ImportLine, _ file: FileContext) -> ImportKind {
        if line.module.hasPrefix(".") { return .relative }
        if line.root == "__future__" { return .future }
        if StandardModules.contains(root: line.root) { return .standard }
        return file.project.path(ofModule: line.module, importedFrom: file.path) == nil ? .external : .project
    }

    /// True for a module of the project whose package is neither in its root nor in `src`.
    private static func nested(_ line: ImportLine, _ file: FileContext) -> Bool {
        guard plain(line, file) == .project,
            let path = file.project.path(ofModule: line.module, importedFrom: file.path)
        else { return false }
        let folders = path.components.map { String(decoding: $0, as: UTF8.self) }
        let first = folders.first == "src" ? folders.dropFirst().first : folders.first
        return first != line.root && first != line.root + ".py"
    }
}
