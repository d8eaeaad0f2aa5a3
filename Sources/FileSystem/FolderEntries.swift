import Glibc

/// An entry of a folder.
public struct FolderEntry: Sendable {
    public let name: [UInt8]
    public let kind: FileStatus.Kind
}

extension Path {
    /// The entries of a folder in no particular order, without `.` and `..`. Throws unless all of it can be read.
    public func entries() throws(SystemError) -> [FolderEntry] {
        guard let stream = withCString({ opendir($0) }) else { throw .last }
        defer { closedir(stream) }
        var entries: [FolderEntry] = []
        while true {
            errno = 0
            guard let next = readdir(stream) else {
                if errno != 0 { throw .last }
                return entries
            }
            let name = Self.name(of: next)
            if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { continue }
            entries.append(FolderEntry(name: name, kind: kind(Int32(next.pointee.d_type), name)))
        }
    }

    private static func name(of entry: UnsafeMutablePointer<dirent>) -> [UInt8] {
        withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
    }

    /// Most file systems store the kind in the folder itself; for the others, the file is asked.
    private func kind(_ type: Int32, _ name: [UInt8]) -> FileStatus.Kind {
        switch type {
        case Int32(DT_DIR): .folder
        case Int32(DT_REG): .file
        case Int32(DT_LNK): .link
        case Int32(DT_UNKNOWN): (try? appending(name).status(followingLinks: false))?.kind ?? .other
        default: .other
        }
    }
}
