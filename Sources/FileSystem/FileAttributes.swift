import CFileSystem
import Glibc

/// The attributes of a file besides its bytes. They are copied to the file that replaces it.
enum FileAttributes {
    /// Throws if an attribute cannot be kept: the file system does not support it, or a privilege is missing.
    static func copy(of file: Path, _ status: FileStatus, to temporary: Path, _ descriptor: Int32) throws(SystemError) {
        let own = try FileStatus(ofDescriptor: descriptor)
        if own.owner != status.owner || own.group != status.group {
            try checked(fchown(descriptor, status.owner, status.group))
        }
        let names = try names(of: file)
        for name in names { try copy(attribute: name, of: file, to: descriptor) }
        try removeOthers(than: names, from: temporary)
        // Last, because a change of owner clears the set-user-ID bit.
        try checked(fchmod(descriptor, status.mode))
    }

    /// The extended attributes, access control lists among them; none if the file system has none.
    private static func names(of file: Path) throws(SystemError) -> [Path] {
        let size = file.withCString { llistxattr($0, nil, 0) }
        if size < 0, errno == ENOTSUP { return [] }
        guard size >= 0 else { throw .last }
        var list = [CChar](repeating: 0, count: size)
        let count = file.withCString { llistxattr($0, &list, size) }
        guard count >= 0 else { throw .last }
        return list.prefix(count).split(separator: 0).map { Path($0.map { UInt8(bitPattern: $0) }) }
    }

    /// Each new file in a folder inherits the folder's default access control list.
    private static func removeOthers(than names: [Path], from temporary: Path) throws(SystemError) {
        for name in try self.names(of: temporary) where !names.contains(name) {
            let result = temporary.withCString { file in name.withCString { lremovexattr(file, $0) } }
            // The system keeps a label on every file.
            if result != 0, errno != EPERM, errno != EACCES, errno != ENOTSUP { throw .last }
        }
    }

    private static func copy(attribute name: Path, of file: Path, to descriptor: Int32) throws(SystemError) {
        let value = try value(name) { name, buffer, size in file.withCString { lgetxattr($0, name, buffer, size) } }
        let result = name.withCString { fsetxattr(descriptor, $0, value, value.count, 0) }
        guard result != 0 else { return }
        let error = SystemError.last
        // The system may have set this label already.
        let own = try? self.value(name) { name, buffer, size in fgetxattr(descriptor, name, buffer, size) }
        if own != value { throw error }
    }

    private static func value(
        _ name: Path, _ get: (UnsafePointer<CChar>, UnsafeMutableRawPointer?, Int) -> Int
    ) throws(SystemError) -> [UInt8] {
        let size = name.withCString { get($0, nil, 0) }
        guard size >= 0 else { throw .last }
        var value = [UInt8](repeating: 0, count: size)
        let count = value.withUnsafeMutableBytes { buffer in
            name.withCString { get($0, buffer.baseAddress, buffer.count) }
        }
        guard count >= 0 else { throw .last }
        return Array(value.prefix(count))
    }
}
