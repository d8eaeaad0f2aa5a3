import Glibc

/// A folder of its own below `TMPDIR`, which nobody else can read, until it is removed.
public struct TemporaryFolder: Sendable {
    public let path: Path

    /// - Parameter name: begins the folder's name.
    public init(_ name: String) throws(SystemError) {
        let parent = Path(ProcessEnvironment.value("TMPDIR") ?? "/tmp")
        var template = parent.appending("\(name)-XXXXXX".utf8).bytes.map { CChar(bitPattern: $0) } + [0]
        guard mkdtemp(&template) != nil else { throw .last }
        path = Path(template.dropLast().map { UInt8(bitPattern: $0) })
    }

    /// Creates a file that only its owner can read.
    public func write(_ bytes: [UInt8], to name: String) throws(SystemError) -> Path {
        let file = path.appending(name.utf8)
        let descriptor = try checked(file.withCString { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600) })
        defer { close(descriptor) }
        try Descriptor.write(bytes, to: descriptor)
        return file
    }

    /// Removes the folder with all that is in it. What cannot be removed stays.
    public func remove() { Self.remove(path) }

    private static func remove(_ folder: Path) {
        for entry in (try? folder.entries()) ?? [] {
            let path = folder.appending(entry.name)
            if entry.kind == .folder { remove(path) } else { _ = path.withCString { unlink($0) } }
        }
        _ = folder.withCString { rmdir($0) }
    }
}
