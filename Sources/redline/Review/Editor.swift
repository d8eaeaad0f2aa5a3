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
        let folder = try TemporaryFolder("redline")
        defer { folder.remove() }
        let file = folder.path.appending("fix.py")
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
