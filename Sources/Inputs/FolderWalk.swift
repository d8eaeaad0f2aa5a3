import Foundation
import Rewriting

/// Finds Python files outside git: hidden folders, virtual environments and installed packages left out. Links are not
/// followed, so that circles do no harm.
enum FolderWalk {
    static let suffixes = [".py", ".pyw"]
    private static let skipped: Set<String> = ["site-packages", "node_modules", "__pycache__", "venv", "env"]

    /// The files below a folder, joined to another name for it: relative to some root, say. In no order.
    static func files(below folder: String, named name: String) -> [String] {
        var found: [String] = []
        var folders = [Folder(path: folder, name: name)]
        var isRoot = true
        while !folders.isEmpty {
            let (read, isTop) = (folders, isRoot)
            let parts = Parallel.reduce(count: read.count, threads: Parallel.processors, Contents()) {
                Self.read(read[$1], isRoot: isTop, into: &$0)
            }
            found += parts.flatMap(\.files)
            folders = parts.flatMap(\.folders)
            isRoot = false
        }
        return found
    }

    /// What is directly in some folders.
    private struct Contents {
        var files: [String] = []
        var folders: [Folder] = []
    }

    private static func read(_ folder: Folder, isRoot: Bool, into contents: inout Contents) {
        let entries = entries(of: folder.path)
        // What `pyvenv.cfg` stands in is a virtual environment, whatever its name.
        if !isRoot, entries.contains(where: { $0.name == "pyvenv.cfg" }) { return }
        for entry in entries where !entry.name.hasPrefix(".") {
            switch entry.kind {
            case .folder where !skipped.contains(entry.name): contents.folders.append(folder.inner(entry.name))
            case .file where suffixes.contains(where: entry.name.hasSuffix):
                contents.files.append(folder.name(of: entry.name))
            default: break
            }
        }
    }

    /// Where a folder is, and what its files are to be called.
    private struct Folder {
        let path: String
        let name: String

        func inner(_ entry: String) -> Folder {
            Folder(path: path.hasSuffix("/") ? path + entry : path + "/" + entry, name: name(of: entry))
        }

        func name(of entry: String) -> String {
            name.isEmpty || name.hasSuffix("/") ? name + entry : name + "/" + entry
        }
    }

    private struct Entry {
        enum Kind { case folder, file, other }

        let name: String
        let kind: Kind
    }

    /// What is in a folder; nothing where it cannot be read.
    private static func entries(of folder: String) -> [Entry] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var entries: [Entry] = []
        while let next = readdir(stream) {
            let type = Int32(next.pointee.d_type)
            let name = withUnsafePointer(to: &next.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: $0.pointee)) {
                    String(cString: $0)
                }
            }
            entries.append(Entry(name: name, kind: kind(type, folder, name)))
        }
        return entries
    }

    /// Most file systems say in the folder itself what an entry is; the others are asked.
    private static func kind(_ type: Int32, _ folder: String, _ name: String) -> Entry.Kind {
        switch type {
        case Int32(DT_DIR): return .folder
        case Int32(DT_REG): return .file
        case Int32(DT_UNKNOWN):
            var status = stat()
            guard lstat(folder + "/" + name, &status) == 0 else { return .other }
            return status.st_mode & S_IFMT == S_IFDIR ? .folder : status.st_mode & S_IFMT == S_IFREG ? .file : .other
        default: return .other
        }
    }
}
