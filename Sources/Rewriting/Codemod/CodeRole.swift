import FileSystem
import PythonSemantics
import PythonSyntax

/// Who runs some code. Only an application serves several requests or workers at once, for years.
public enum CodeRole: Sendable, Hashable {
    case application
    case test
    /// In a folder of scripts, examples, sample data or code that was put away.
    case aside
    /// Reached only from `if __name__ == "__main__":`, or from a file that nothing imports.
    case program
    /// Reached only from the commands of a command line.
    case command
    /// It asks somebody at a terminal, or whatever calls it does.
    case interactive
    /// Nothing but tests names it.
    case unused

    /// False for tests, samples, migrations and other people's code.
    public static func isOfApplication(_ path: Path, in project: ProjectIndex) -> Bool {
        FilePurpose(of: path) == .other && CodeRole(of: path, among: project.paths) == .application
    }

    /// What is asked of each project to tell who runs its code.
    public static let projectTexts = Scripts.projectTexts

    /// The role of a whole file, from its path.
    init(of path: Path, among paths: @autoclosure () -> [Path]) {
        let folders = path.components.dropLast().map { String(decoding: $0, as: UTF8.self).lowercased() }
        if path.isTest {
            self = .test
        } else if folders.suffix(2) == ["management", "commands"] {
            self = .command
        } else if let index = folders.firstIndex(where: Self.isAside) {
            // A project that consists of such a folder is an application all the same.
            let folder = Path(path.components[...index].joined(separator: Path.slash))
            self = paths().allSatisfy { $0.isInside(folder) } ? .application : .aside
        } else {
            self = .application
        }
    }

    /// `scripts`, `v1_archive`
    private static func isAside(_ folder: String) -> Bool {
        foldersAside.contains(folder)
            || folder.split { $0 == "_" || $0 == "-" }.contains { $0 == "archive" || $0 == "archived" }
    }

    private static let foldersAside: Set<String> = [
        "scripts", "archives", "demo", "demos", "example", "examples", "sample", "samples",
        "sample_data", "benchmarks",
    ]
}

extension Path {
    fileprivate static var slash: [UInt8] { [UInt8(ascii: "/")] }
}

extension FileContext {
    /// Who runs the code around a node, as far as the project shows it. Unknown code counts as the application's.
    public func role(of node: Syntax) -> CodeRole {
        let role = analysis(of: tree.root) { FileRole(CodeRole(of: path, among: project.paths)) }.role
        return role == .application ? CallerRoles(project).role(of: node, in: module) : role
    }

    /// False only if nothing in the project imports the file: what stands at its top level runs when somebody starts it.
    public var isImported: Bool { Scripts(project).isImported(module) }
}

/// Keeps a file's role.
private final class FileRole {
    let role: CodeRole

    init(_ role: CodeRole) { self.role = role }
}
