import Synchronization

/// A progress bar on standard error, for runs longer than a second. Shown only on a terminal.
final class ProgressBar: Sendable {
    private let total: Int
    private let start = ContinuousClock.now
    private let isShown: Bool
    private let state = Mutex((done: 0, drawn: ContinuousClock.now, isVisible: false))

    init(total: Int, isShown: Bool = true) {
        self.total = total
        self.isShown = isShown && Console.isErrorTerminal && !Console.isQuiet
    }

    func advance() {
        guard isShown else { return }
        let now = ContinuousClock.now
        state.withLock { state in
            state.done += 1
            guard now - start > .seconds(1), now - state.drawn > .milliseconds(100) else { return }
            state.drawn = now
            state.isVisible = true
            draw(state.done)
        }
    }

    func clear() {
        if state.withLock({ $0.isVisible }) { Console.errorBytes("\r\u{1B}[K") }
    }

    private func draw(_ done: Int) {
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        Console.errorBytes("\r[\(bar)] \(done)/\(total) files\u{1B}[K")
    }
}
