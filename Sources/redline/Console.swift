import Foundation
import Reporting

/// The one place that writes to the terminal.
enum Console {
    static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
    static var isErrorTerminal: Bool { isatty(STDERR_FILENO) == 1 }

    static func write(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes))
    }

    /// For a terminal; without colours where `NO_COLOR` is set.
    static func writeColored(_ patch: [UInt8]) {
        let isPlain = ProcessInfo.processInfo.environment["NO_COLOR"].map { !$0.isEmpty } ?? false
        write(Array(ColoredPatch.text(patch, isPlain: isPlain).utf8))
    }

    static func print(_ text: String) { write(Array((text + "\n").utf8)) }

    static func error(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }

    static func fail(_ message: String, hint: String?) -> Never {
        error("redline: error: " + TerminalText.escaped(message))
        if let hint { error("  try: " + TerminalText.escaped(hint)) }
        exit(2)
    }
}
