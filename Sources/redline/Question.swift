import Glibc

/// A question to a person at a terminal.
enum Question {
    static var canBeAsked: Bool { isatty(STDIN_FILENO) == 1 && Console.isErrorTerminal }

    /// Anything but a yes is a no, the end of input included.
    static func isAnsweredYes(_ text: String) -> Bool {
        Console.errorBytes("\(text) [y/N] ")
        return ["y", "yes"].contains(readLine()?.lowercased())
    }
}
