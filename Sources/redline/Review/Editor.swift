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

    private static let command = "${VISUAL:-${EDITOR:-vi}}"

    /// The C library's own way to run a command on this terminal.
    private static func status(of command: String) -> Int32 {
        let status = system(command)
        return status == -1 ? -1 : (status >> 8) & 0xFF
    }
}
