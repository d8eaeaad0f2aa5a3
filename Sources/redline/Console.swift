import FileSystem
import Glibc
import Reporting
import Synchronization

/// All output to the terminal goes through here.
enum Console {
    static var isOutputTerminal: Bool { StandardStream.output.isTerminal }
    static var isErrorTerminal: Bool { StandardStream.error.isTerminal }

    /// True once a message to standard error was lost: the run must not exit as if it had nothing to report.
    private static let hasLostMessage = Atomic(false)

    static func write(_ bytes: [UInt8]) throws(OutputError) {
        do throws(SystemError) {
            try StandardStream.output.write(bytes)
        } catch {
            throw OutputError(error: error)
        }
    }

    /// True if the terminal cannot move its cursor.
    static var isDumb: Bool { getenv("TERM").map { strcmp($0, "dumb") == 0 } ?? true }

    static var hasColor: Bool { !(getenv("NO_COLOR").map { $0[0] != 0 } ?? false) && !isDumb }

    /// For a terminal. Without colours if `NO_COLOR` is set or the terminal is dumb.
    static func writeColored(_ patch: [UInt8]) throws(OutputError) {
        try write(Array(ColoredPatch.text(patch, isPlain: !hasColor).utf8))
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
        error("redline: error: " + TerminalText.escaped(message))
        for detail in details { error("  " + TerminalText.escaped(detail)) }
        if let hint { error("  try: " + TerminalText.escaped(hint)) }
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
