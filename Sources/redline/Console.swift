import FileSystem
import Glibc
import Reporting
import Synchronization

/// All output to the terminal goes through here.
enum Console {
    static var isErrorTerminal: Bool { StandardStream.error.isTerminal }

    private static let settings = Mutex((color: ColorChoice.auto, isQuiet: false))

    /// To be called before a command prints.
    static func configure(_ options: ConsoleOptions) {
        settings.withLock { $0 = (options.color, options.quiet) }
    }

    static var color: ColorChoice { settings.withLock(\.color) }
    /// True if only results and errors are wanted.
    static var isQuiet: Bool { settings.withLock(\.isQuiet) }

    /// True if the terminal cannot move its cursor.
    static var isDumb: Bool { ColorChoice.isDumb(terminal: ProcessEnvironment.value("TERM")) }

    static func palette(_ stream: StandardStream = .output) -> Palette {
        Palette(isColored: color.isColored(isTerminal: stream.isTerminal, environment: ProcessEnvironment.value))
    }

    /// True once a message to standard error was lost: the run must not exit as if it had nothing to report.
    private static let hasLostMessage = Atomic(false)

    static func write(_ bytes: [UInt8]) throws(OutputError) {
        do throws(SystemError) {
            try StandardStream.output.write(bytes)
        } catch {
            throw OutputError(error: error)
        }
    }

    /// For a terminal: through the pager, if there is one.
    static func page(_ bytes: [UInt8]) throws(OutputError) {
        guard let command = Pager.command(environment: ProcessEnvironment.value), !bytes.isEmpty else {
            return try write(bytes)
        }
        for (name, value) in Pager.defaults { ProcessEnvironment.setDefault(name, value) }
        let code = try? ShellPipe.feed(bytes, to: command)
        if code.map(ShellPipe.isMissing) ?? true { try write(bytes) }
    }

    /// What a command has done, for a person; nothing if the console is quiet.
    static func report(_ lines: [String]) throws(OutputError) {
        if !isQuiet { try print(lines) }
    }

    /// Counts and the like, on standard error; nothing if the console is quiet.
    static func note(_ text: String) {
        if !isQuiet { error(text) }
    }

    static func print(_ text: String) throws(OutputError) { try write(Array((text + "\n").utf8)) }

    static func print(_ lines: [String]) throws(OutputError) {
        if !lines.isEmpty { try print(lines.joined(separator: "\n")) }
    }

    static func error(_ text: String) { errorBytes(text + "\n") }

    /// Without a line end, for text that will be drawn over.
    static func errorBytes(_ text: String) {
        do { try StandardStream.error.write(Array(text.utf8)) } catch { hasLostMessage.store(true, ordering: .relaxed) }
    }

    static func fail(_ message: String, details: [String] = [], hint: String?) -> Never {
        let palette = palette(.error)
        error("redline: \(palette.paint("error:", .error)) " + TerminalText.escaped(message))
        for detail in details { error("  " + TerminalText.escaped(detail)) }
        if let hint { error("  \(palette.paint("try:", .hint)) " + TerminalText.escaped(hint)) }
        exit(2)
    }

    /// Ends the process; with 2 instead of 0 if a message was lost.
    static func end(_ code: Int32) -> Never {
        exit(hasLostMessage.load(ordering: .relaxed) ? 2 : code)
    }
}

/// Standard output could not be written.
struct OutputError: Error {
    let error: SystemError

    /// The reader has gone, so there is nobody to report to.
    var isReaderGone: Bool { error.code == EPIPE }
}
