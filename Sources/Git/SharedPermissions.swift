import CLibgit2
import FileSystem
import Glibc

/// The permissions of new files in a repository that several users write to: `core.sharedRepository`, which libgit2 leaves out.
struct SharedPermissions {
    /// The bits that new folders get at least, or exactly; nil if only the umask counts.
    private let mode: mode_t?
    private let isExact: Bool
    private let repository: Repository

    /// Throws if the value is none of those in git-config(1).
    init(of repository: Repository) throws(GitError) {
        self.repository = repository
        let value = try repository.text("core.sharedRepository") ?? "umask"
        switch value.lowercased() {
        case "umask", "false", "no", "off", "0", "": (mode, isExact) = (nil, false)
        case "group", "true", "yes", "on", "1": (mode, isExact) = (0o660, false)
        case "all", "world", "everybody", "2": (mode, isExact) = (0o664, false)
        default:
            guard let octal = mode_t(value, radix: 8), octal & 0o600 == 0o600, octal <= 0o777 else {
                throw GitError(
                    .badConfiguration, "core.sharedRepository is '\(value)', which git does not take",
                    hint: "group, all, or a mode such as 0660")
            }
            (mode, isExact) = (octal & 0o666, true)
        }
    }

    /// Runs a body whose new files get these permissions.
    ///
    /// - Parameter branch: whose folders may be new too.
    func applied<Result>(branch: String, _ body: () throws(GitError) -> Result) throws(GitError) -> Result {
        guard let mode else { return try body() }
        let folders = folders(branch: branch)
        let before = folders.filter(\.exists)
        // Who may read a folder may enter it.
        let wanted = mode | (mode & 0o444) >> 2
        let usual = umask(0)
        umask(isExact ? 0o777 & ~wanted : usual & ~wanted)
        defer {
            umask(usual)
            for folder in Set(folders).subtracting(before) { inheritGroup(folder) }
        }
        return try body()
    }

    /// What is made in a shared folder belongs to the folder's group.
    private func inheritGroup(_ folder: Path) {
        guard let status = try? folder.status(followingLinks: false), status.kind == .folder else { return }
        _ = folder.withCString { chmod($0, status.mode | S_ISGID) }
    }

    /// All folders that writing may make.
    private func folders(branch: String) -> [Path] {
        let common = repository.commonDirectory
        let store = repository.objectStores.first ?? common.appending("objects".utf8)
        let objects = (0...255).map { number in
            store.appending(((number < 16 ? "0" : "") + String(number, radix: 16)).utf8)
        }
        let references = ["refs/heads/\(branch)", "logs/refs/heads/\(branch)"].flatMap { name in
            Path(name).folder.foldersUpwards.filter { !$0.isEmpty }.map { common.appending($0) }
        }
        return objects + references
    }
}
