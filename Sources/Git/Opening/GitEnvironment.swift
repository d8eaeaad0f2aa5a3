import FileSystem

/// What git takes from the environment about the repository to use: see "ENVIRONMENT VARIABLES" in git(1).
struct GitEnvironment: Sendable {
    /// `GIT_DIR`: the repository to use, wherever the current folder is. As given.
    var directory: Path?
    /// `GIT_WORK_TREE`. As given.
    var workTree: Path?
    var commonDirectory: Path?
    var indexFile: Path?
    var objectDirectory: Path?
    /// `GIT_ALTERNATE_OBJECT_DIRECTORIES`.
    var alternates: [Path] = []
    /// `GIT_CEILING_DIRECTORIES`: a search upwards does not enter these folders. Links are resolved.
    var ceilings: [Path] = []
    /// `GIT_DISCOVERY_ACROSS_FILESYSTEM`: a search upwards may enter another file system.
    var crossesFileSystems = false
    /// `GIT_QUARANTINE_PATH`: a push is being checked, and references must not be changed.
    var isQuarantined = false
    /// `GIT_NO_REPLACE_OBJECTS`.
    var ignoresReplacements = false
    /// The folder that relative paths are relative to; nil if it was deleted.
    var folder: Path?

    /// Of this process.
    static let current = GitEnvironment(
        folder: try? Path.currentFolder(), reading: { ProcessEnvironment.path($0) })

    /// - Parameter reading: the value of a variable, nil if it is unset.
    init(folder: Path?, reading value: (String) -> Path?) {
        self.folder = folder
        directory = value("GIT_DIR")
        workTree = value("GIT_WORK_TREE")
        commonDirectory = value("GIT_COMMON_DIR")
        indexFile = value("GIT_INDEX_FILE")
        objectDirectory = value("GIT_OBJECT_DIRECTORY")
        alternates = Self.list(value("GIT_ALTERNATE_OBJECT_DIRECTORIES"))
        ceilings = Self.ceilings(value("GIT_CEILING_DIRECTORIES"))
        crossesFileSystems = value("GIT_DISCOVERY_ACROSS_FILESYSTEM").flatMap(Self.flag) ?? false
        isQuarantined = value("GIT_QUARANTINE_PATH") != nil
        ignoresReplacements = value("GIT_NO_REPLACE_OBJECTS") != nil
    }

    /// True if the repository is not to be searched for around the files.
    var namesRepository: Bool { directory != nil || workTree != nil }

    private static func list(_ value: Path?) -> [Path] {
        (value?.bytes ?? []).split(separator: UInt8(ascii: ":")).map { Path($0) }
    }

    /// Relative entries are ignored, and links are not resolved after an empty one.
    private static func ceilings(_ value: Path?) -> [Path] {
        var resolves = true
        return (value?.bytes ?? []).split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).compactMap {
            let entry = Path($0)
            if entry.isEmpty { resolves = false }
            guard entry.isAbsolute else { return nil }
            return resolves ? (try? entry.resolved()) ?? entry.normalized : entry.normalized
        }
    }

    /// A boolean as git's configuration has it; nil if it is none.
    static func flag(_ value: Path) -> Bool? {
        switch String(decoding: value.bytes, as: UTF8.self).lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off", "": false
        case let text: Int(text).map { $0 != 0 }
        }
    }
}
