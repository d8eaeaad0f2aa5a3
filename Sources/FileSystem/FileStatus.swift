import Glibc

/// What the operating system knows about a file.
public struct FileStatus: Sendable {
    public enum Kind: Sendable { case file, folder, link, other }

    public let kind: Kind
    /// In bytes.
    public let size: Int
    /// Permission bits, including set-user-ID and the like.
    public let mode: mode_t
    public let owner: uid_t
    public let group: gid_t
    /// The number of the file system.
    public let device: dev_t
    /// Number of hard links.
    public let links: Int
    public let stamp: FileStamp

    init(_ status: stat) {
        kind =
            switch status.st_mode & S_IFMT {
            case S_IFREG: .file
            case S_IFDIR: .folder
            case S_IFLNK: .link
            default: .other
            }
        size = Int(status.st_size)
        mode = status.st_mode & 0o7777
        owner = status.st_uid
        group = status.st_gid
        device = status.st_dev
        links = Int(status.st_nlink)
        stamp = FileStamp(status)
    }

    /// Of an open file.
    init(ofDescriptor descriptor: Int32) throws(SystemError) {
        var status = stat()
        try checked(fstat(descriptor, &status))
        self.init(status)
    }
}

extension Path {
    /// Throws if there is nothing at the path, or if a folder on the way cannot be searched.
    public func status(followingLinks: Bool) throws(SystemError) -> FileStatus {
        var status = stat()
        let result = withCString { followingLinks ? stat($0, &status) : lstat($0, &status) }
        try checked(result)
        return FileStatus(status)
    }

    func rename(to other: Path) throws(SystemError) {
        try checked(withCString { one in other.withCString { Glibc.rename(one, $0) } })
    }

    /// Why this process may not read the file; nil if it may.
    public var readError: SystemError? { withCString { access($0, R_OK) } == 0 ? nil : .last }

    public var exists: Bool { withCString { access($0, F_OK) } == 0 }

    /// The absolute path with all links resolved. Throws if a link is broken or leads in circles.
    public func resolved() throws(SystemError) -> Path {
        guard let found = withCString({ realpath($0, nil) }) else { throw .last }
        defer { free(found) }
        return Path(cString: found)
    }

    /// The process's working directory. Throws if it was deleted.
    public static func currentFolder() throws(SystemError) -> Path {
        guard let found = getcwd(nil, 0) else { throw .last }
        defer { free(found) }
        return Path(cString: found)
    }
}
