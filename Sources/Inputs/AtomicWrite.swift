import Foundation

/// Replaces a file in one step: whoever reads it sees the old bytes or the new ones.
public enum AtomicWrite {
    /// Keeps the file's mode. Throws where the file no longer has the bytes that were read, or cannot be written; the
    /// file is untouched then.
    public static func replace(_ path: String, expecting old: [UInt8], with new: [UInt8]) throws(InputError) {
        // A link is replaced at its target, so that it stays a link.
        let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
        guard let current = try? FileReader.bytes(at: target, followingLinks: false), current == old else {
            throw InputError("'\(path)' was changed meanwhile and is left alone", hint: "run the command again")
        }
        var status = stat()
        guard stat(target, &status) == 0 else { throw failure(path) }
        let folder = (target as NSString).deletingLastPathComponent
        var template = Array("\(folder)/.redline-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw failure(path) }
        let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let isWritten =
            write(new, to: descriptor) && fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
        close(descriptor)
        guard isWritten, rename(temporary, target) == 0 else {
            let error = failure(path)
            unlink(temporary)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func failure(_ path: String) -> InputError {
        InputError("cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
}
