import FileSystem

/// What a file is for, as far as its path tells.
enum FilePurpose {
    /// A copy of somebody else's code.
    case vendored
    /// A step of a database's history, which has been run and is not edited any more.
    case migration
    case other

    /// Those that a run leaves out anyway, such as `node_modules`, are not among them: who names one means it.
    private static let vendorFolders: Set<String> = [
        "3rdparty", "_third_party", "_vendor", "_vendored", "_vendored_packages", "third_party", "thirdparty",
        "vendored",
    ]
    /// Tools that are copied into a project as one file.
    private static let vendoredFiles: Set<String> = ["ez_setup.py", "get-pip.py", "versioneer.py"]

    init(of path: Path) {
        let folders = path.components.dropLast().map { String(decoding: $0, as: UTF8.self) }
        let name = String(decoding: path.name, as: UTF8.self)
        if Self.vendoredFiles.contains(name) || !Self.vendorFolders.isDisjoint(with: folders) {
            self = .vendored
        } else if Self.isMigration(name, in: folders) {
            self = .migration
        } else {
            self = .other
        }
    }

    /// `alembic/versions/3f2a_add_users.py`, Django's `migrations/0002_email.py`
    private static func isMigration(_ name: String, in folders: [String]) -> Bool {
        switch folders.last {
        case "versions": folders.contains("alembic") || folders.contains("migrations")
        case "migrations": name.prefix { $0.isNumber }.count >= 4 && name.contains("_")
        default: false
        }
    }
}
