import CTerminal
import FileSystem
import Glibc
import Synchronization

/// A terminal in raw mode: keys arrive one by one, and the whole screen is ours until `close`.
///
/// Dispatch's threads block all signals, so that they arrive at the main thread, which reads them as events.
public final class TerminalDevice {
    public enum Event: Sendable {
        case keys([Key])
        /// The window has another size, or the program was continued: draw again.
        case redraw
        /// `SIGTERM` and the like.
        case end(signal: Int32)
        /// Nothing happened for the given time.
        case idle
        /// The terminal is gone.
        case closed
    }

    private static let input: Int32 = 0
    private static let signals = [SIGWINCH, SIGCONT, SIGTSTP, SIGTERM, SIGHUP, SIGINT, SIGQUIT]
    /// The alternate screen, without a cursor, without line wrapping.
    private static let enter = "\u{1B}[?1049h\u{1B}[?25l\u{1B}[?7l"
    private static let leave = "\u{1B}[?7h\u{1B}[?25h\u{1B}[?1049l"

    /// The terminal's settings before; also for the case that the program crashes.
    private static let original = Mutex<termios?>(nil)

    private let hasColor: Bool
    private var signalDescriptor: Int32 = -1
    private var previousMask = sigset_t()
    private var reader = KeyReader()
    private var isOpen = false
    private var shown: [String] = []

    public init(hasColor: Bool) { self.hasColor = hasColor }

    public static var isAvailable: Bool { isatty(input) == 1 && StandardStream.output.isTerminal }

    /// Nil if the terminal does not say.
    public static var size: ScreenSize? {
        var window = winsize()
        guard ioctl(StandardStream.output.rawValue, UInt(TIOCGWINSZ), &window) == 0, window.ws_col > 0,
            window.ws_row > 0
        else { return nil }
        return ScreenSize(columns: Int(window.ws_col), rows: Int(window.ws_row))
    }

    // MARK: Modes

    public func open() throws(SystemError) {
        var settings = termios()
        guard tcgetattr(Self.input, &settings) == 0 else { throw .last }
        Self.original.withLock { $0 = settings }
        Self.restoreAfterCrashes()
        var raw = settings
        cfmakeraw(&raw)
        guard tcsetattr(Self.input, TCSADRAIN, &raw) == 0 else { throw .last }
        catchSignals()
        isOpen = true
        shown = []
        try StandardStream.output.write(Array(Self.enter.utf8))
    }

    /// Gives the terminal back. Does nothing if it is not open.
    public func close() {
        guard isOpen else { return }
        isOpen = false
        Self.restore()
        _ = Glibc.close(signalDescriptor)
        pthread_sigmask(SIG_SETMASK, &previousMask, nil)
    }

    /// Gives the terminal back while something else runs on it.
    public func lend<Result>(_ body: () -> Result) throws(SystemError) -> Result {
        close()
        let result = body()
        try open()
        return result
    }

    /// As Ctrl-Z does elsewhere: the shell has the terminal until the program is continued.
    public func suspend() throws(SystemError) {
        try lend { _ = raise(SIGSTOP) }
    }

    private static func restore() {
        try? StandardStream.output.write(Array(leave.utf8))
        original.withLock { settings in
            guard var previous = settings else { return }
            tcsetattr(input, TCSADRAIN, &previous)
        }
    }

    private func catchSignals() {
        var mask = sigset_t()
        sigemptyset(&mask)
        for signal in Self.signals { sigaddset(&mask, signal) }
        pthread_sigmask(SIG_BLOCK, &mask, &previousMask)
        signalDescriptor = signalfd(-1, &mask, Int32(SFD_CLOEXEC))
    }

    private static func restoreAfterCrashes() {
        for fault in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] {
            signal(fault) { number in
                _ = Glibc.write(1, TerminalDevice.leave, TerminalDevice.leave.utf8.count)
                TerminalDevice.original.withLockIfAvailable { settings in
                    guard var previous = settings else { return }
                    tcsetattr(TerminalDevice.input, TCSANOW, &previous)
                }
                signal(number, SIG_DFL)
                raise(number)
            }
        }
    }

    // MARK: Events

    /// Waits for something to happen.
    ///
    /// - Parameter milliseconds: how long at most; nil waits for as long as it takes.
    public func next(within milliseconds: Int32?) throws(SystemError) -> Event {
        var requests = [
            pollfd(fd: Self.input, events: Int16(POLLIN), revents: 0),
            pollfd(fd: signalDescriptor, events: Int16(POLLIN), revents: 0),
        ]
        let limit = reader.isWaiting ? Self.escapeDelay : milliseconds ?? -1
        let count = poll(&requests, 2, limit)
        if count < 0 {
            guard errno == EINTR else { throw .last }
            return .idle
        }
        if requests[1].revents != 0 { return try signalEvent() }
        if requests[0].revents != 0 { return keyEvent() }
        return reader.isWaiting ? .keys(reader.flush()) : .idle
    }

    /// In milliseconds: the bytes of one key follow each other faster, over a slow line, too.
    private static let escapeDelay: Int32 = 50

    private func keyEvent() -> Event {
        var bytes = [UInt8](repeating: 0, count: 1024)
        let count = read(Self.input, &bytes, bytes.count)
        if count < 0, errno == EINTR || errno == EAGAIN { return .idle }
        return count > 0 ? .keys(reader.keys(in: bytes[..<count])) : .closed
    }

    private func signalEvent() throws(SystemError) -> Event {
        var information = signalfd_siginfo()
        guard read(signalDescriptor, &information, MemoryLayout<signalfd_siginfo>.size) > 0 else { return .idle }
        switch Int32(information.ssi_signo) {
        case SIGWINCH, SIGCONT:
            shown = []
            return .redraw
        case SIGTSTP:
            try suspend()
            return .redraw
        case let signal: return .end(signal: signal)
        }
    }

    // MARK: Drawing

    /// Draws what is different from before.
    public func draw(_ lines: [StyledLine]) throws(SystemError) {
        let texts = lines.map { $0.encoded(hasColor: hasColor) }
        var output = shown.count == texts.count ? "" : "\u{1B}[2J"
        for (row, text) in texts.enumerated() where shown.count != texts.count || shown[row] != text {
            // Erased first: after the last column, the cursor still stands on it.
            output += "\u{1B}[\(row + 1);1H\u{1B}[K\(text)"
        }
        shown = texts
        if !output.isEmpty { try StandardStream.output.write(Array(output.utf8)) }
    }
}
