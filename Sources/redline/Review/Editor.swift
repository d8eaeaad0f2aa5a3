import FileSystem
import Glibc

/// The user's editor, as git chooses and calls it: `VISUAL`, else `EDITOR`, else vi, by the shell.
enum Editor {
    /// Returns its exit code.
    static func open(_ file: Path, line: Int) -> Int32 {
        setenv("REDLINE_EDITED_FILE", file.description, 1)
        defer { unsetenv("REDLINE_EDITED_FILE") }
        return status(of: "\(command) +\(line) \"$REDLINE_EDITED_FILE\"")
    }

    /// What somebody makes of a text; nil if the editor fails. Throws if the text cannot be written or read.
    static func edited(_ text: [UInt8]) throws -> [UInt8]? {
        // A folder of its own: nobody else can put a file there.
        var template =
            Path(getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp").appending("redline-XXXXXX").bytes
            .map { CChar(bitPattern: $0) } + [0]
        guard mkdtemp(&template) != nil else { throw SystemError.last }
        let folder = Path(template.dropLast().map { UInt8(bitPattern: $0) })
        let file = folder.appending("fix.py")
        defer {
            _ = file.withCString { unlink($0) }
            _ = folder.withCString { rmdir($0) }
        }
        try FileContents.replace(file, with: text)
        guard open(file, line: 1) == 0 else { return nil }
        return try FileContents.bytes(at: file, followingLinks: false, limit: 16 << 20)
    }

    private static let command = "${VISUAL:-${EDITOR:-vi}}"

    /// The C library's own way to run a command on this terminal.
    private static func status(of command: String) -> Int32 {
        let status = system(command)
        return status == -1 ? -1 : (status >> 8) & 0xFF
    }
}
