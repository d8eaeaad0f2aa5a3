import Foundation

extension Scratch {
    /// Runs a program in a pseudo-terminal that takes its input, output and errors, and presses keys one after another, each
    /// when the program waits.
    public func runInTerminal(
        _ program: String, _ arguments: [String], keys: String = "", rows: Int = 24, columns: Int = 80,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let words = program.split(separator: " ").map(String.init) + arguments
        let outcome = try run(
            Self.python, ["-c", Self.terminal, String(rows), String(columns), keys] + words,
            environment: ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { $1 })
        return Outcome(
            status: outcome.status, output: outcome.output.replacing("\r\n", with: "\n"), errors: outcome.errors)
    }

    private static let terminal = """
        import fcntl, os, pty, select, struct, sys, termios

        rows, columns, keys, command = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:]
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], command)
        keys = list(keys)
        while True:
            if not select.select([terminal], [], [], 0.5 if keys else 60)[0]:
                if not keys:
                    sys.exit("the program waits for a key")
                os.write(terminal, keys.pop(0).encode())
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            sys.stdout.buffer.write(data)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """
}
