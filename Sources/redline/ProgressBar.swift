import Foundation
import Synchronization

/// A bar on standard error for runs that take longer than a second, where standard error is a terminal.
final class ProgressBar: Sendable {
    private let total: Int
    private let start = Date()
    private let isShown: Bool
    private let state = Mutex((done: 0, drawn: Date.distantPast, isVisible: false))

    init(total: Int) {
        self.total = total
        isShown = Console.isErrorTerminal
    }

    func advance() {
        guard isShown else { return }
        let now = Date()
        state.withLock { state in
            state.done += 1
            guard now.timeIntervalSince(start) > 1, now.timeIntervalSince(state.drawn) > 0.1 else { return }
            state.drawn = now
            state.isVisible = true
            draw(state.done)
        }
    }

    func clear() {
        if state.withLock({ $0.isVisible }) { FileHandle.standardError.write(Data("\r\u{1B}[K".utf8)) }
    }

    private func draw(_ done: Int) {
        let width = 30
        let filled = total == 0 ? width : done * width / total
        let bar = String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled)
        FileHandle.standardError.write(Data("\r[\(bar)] \(done)/\(total) files\u{1B}[K".utf8))
    }
}
