import Foundation

/// Finds Python files outside git: hidden folders, virtual environments and installed packages left out. Links are not
/// followed, so that circles do no harm.
enum FolderWalk {
    static let suffixes = [".py", ".pyw"]
    private static let skipped: Set<String> = ["site-packages", "node_modules", "__pycache__", "venv", "env"]

    /// Paths below a folder, joined to it, sorted.
    static func files(below folder: String) -> [String] {
        var found: [String] = []
        var open = [folder]
        while let next = open.popLast() {
            guard let entries = try? FileManager.default.contentsOfDirectory(atPath: next) else { continue }
            for name in entries where !name.hasPrefix(".") {
                let path = next.hasSuffix("/") ? next + name : next + "/" + name
                var status = stat()
                guard lstat(path, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFDIR where !skipped.contains(name) && !isVirtualEnvironment(path): open.append(path)
                case S_IFREG where suffixes.contains(where: name.hasSuffix): found.append(path)
                default: break
                }
            }
        }
        return found.sorted()
    }

    private static func isVirtualEnvironment(_ folder: String) -> Bool {
        access(folder + "/pyvenv.cfg", F_OK) == 0
    }
}
