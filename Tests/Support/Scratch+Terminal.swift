import Foundation

extension Scratch {
    /// Runs a program in a pseudo-terminal that takes its input, output and errors, and presses keys one after another, each
    /// when the program has printed a text and waits.
    public func runInTerminal(
        _ program: String, _ arguments: [String], keys: String = "", after text: String = "", rows: Int = 24,
        columns: Int = 80,
        environment: [String: String] = [:]
    ) throws -> Outcome {
        let words = program.split(separator: " ").map(String.init) + arguments
        let outcome = try run(
            Self.python, ["-c", Self.terminal, String(rows), String(columns), keys, text] + words,
            environment: ["TERM": "xterm", "NO_COLOR": ""].merging(environment) { $1 })
        return Outcome(
            status: outcome.status, output: outcome.output.replacing("\r\n", with: "\n"), errors: outcome.errors)
    }

    private static let terminal = """
        import fcntl, os, pty, select, struct, sys, termios

        rows, columns, keys, text, command = int(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:5], sys.argv[5:]
        child, terminal = pty.fork()
        if child == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], command)
        keys, seen = list(keys), b""
        while True:
            is_ready = keys and text.encode() in seen
            if not select.select([terminal], [], [], 0.5 if is_ready else 60)[0]:
                if not is_ready:
                    sys.exit("the program waits for a key")
                os.write(terminal, keys.pop(0).encode())
                continue
            try:
                data = os.read(terminal, 65536)
            except OSError:
                break
            if not data:
                break
            seen += data
            sys.stdout.buffer.write(data)
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        """
}
