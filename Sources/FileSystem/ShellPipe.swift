import Glibc

/// Runs a shell command that reads what the process writes, such as a pager.
public enum ShellPipe {
    /// Writes the bytes to the command's standard input and waits until it ends. Returns its exit code, as a shell does.
    ///
    /// A command that stops reading is no error. Keys such as Ctrl-C are the command's concern until it ends. Throws if no
    /// process can be started.
    public static func feed(_ bytes: [UInt8], to command: String) throws(SystemError) -> Int32 {
        // Handlers that do nothing, not SIG_IGN: the command would inherit that.
        let signals = [SIGINT, SIGQUIT, SIGPIPE]
        let previous = signals.map { signal($0) { _ in } }
        defer { for (number, handler) in zip(signals, previous) { signal(number, handler) } }
        guard let pipe = popen(command, "w") else { throw .last }
        do throws(SystemError) {
            try Descriptor.write(bytes, to: fileno(pipe))
        } catch {
            if error.code != EPIPE {
                pclose(pipe)
                throw error
            }
        }
        let status = pclose(pipe)
        return status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F
    }

    /// True if the shell could not start the command.
    public static func isMissing(exitCode: Int32) -> Bool { exitCode == 126 || exitCode == 127 }
}
