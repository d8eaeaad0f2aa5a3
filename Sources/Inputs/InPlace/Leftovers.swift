import FileSystem
import Glibc

/// Names the temporary files of in-place runs, `.redline-PID-N`, and removes those of killed runs.
public enum Leftovers {
    private static let prefix = Array(".redline-".utf8)

    /// The name of this process's temporary file number N.
    public static func name(_ number: Int) -> [UInt8] { prefix + Array("\(getpid())-\(number)".utf8) }

    /// For old content that could not be put back.
    static func originalName(_ number: Int) -> [UInt8] { Array(".redline-original-\(getpid())-\(number)".utf8) }

    static func isLeftover(_ name: [UInt8]) -> Bool {
        guard let process = process(name) else { return false }
        // A running process still needs its files.
        return process != getpid() && kill(process, 0) != 0 && errno == ESRCH
    }

    /// The process that a temporary file belongs to; nil if the name is not that of one.
    private static func process(_ name: [UInt8]) -> pid_t? {
        guard name.starts(with: prefix) else { return nil }
        let parts = name.dropFirst(prefix.count).split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy { (0x30...0x39).contains($0) } }) else {
            return nil
        }
        return pid_t(String(decoding: parts[0], as: UTF8.self))
    }

    /// Searches the folders of some files, for runs that list no folder.
    public static func around(_ files: [Path]) -> [Path] {
        Set(files.map(\.folder)).flatMap { folder in
            ((try? folder.entries()) ?? []).filter { $0.kind == .file && isLeftover($0.name) }
                .map { folder.appending($0.name) }
        }.sorted()
    }

    /// Returns those that were removed.
    public static func remove(_ leftovers: [Path]) -> [Path] {
        leftovers.filter { $0.withCString { unlink($0) } == 0 }
    }
}
