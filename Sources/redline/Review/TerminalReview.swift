import ArgumentParser
import FileSystem
import Git
import Glibc
import Inputs
import Reporting
import Review
import Rewriting
import Terminal

/// Runs a session on a terminal: draws it, reads keys, does what it asks for.
struct TerminalReview {
    private let subject: ReviewSubject
    private var session: ReviewSession
    private let device = TerminalDevice(hasColor: Console.palette().isColored)
    /// What to print after the terminal is given back.
    private var report: [String] = []
    private var isDone = false
    private var stamps: FileStamps
    /// False once it is known what every fix changes.
    private var hasWork = true

    init(_ subject: ReviewSubject, _ session: ReviewSession) {
        self.subject = subject
        self.session = session
        stamps = FileStamps(session, of: subject)
    }

    /// Below this, lines of text are easier to read than a screen.
    static func fits(_ size: ScreenSize?) -> Bool { size.map { $0.columns >= 40 && $0.rows >= 10 } ?? false }

    mutating func run() throws {
        try device.open()
        defer { device.close() }
        try device.draw(session.render())
        while !isDone {
            // While nobody presses a key, what the next screens need is worked out.
            switch try device.next(within: hasWork ? 0 : nil) {
            case .keys(let keys): for key in keys where !isDone { try press(key) }
            case .redraw: TerminalDevice.size.map { session.resize($0) }
            case .idle:
                if hasWork { hasWork = session.workAhead() }
                // A list shows nothing of it.
                if session.screen != .fix { continue }
            case .closed: isDone = true
            case .end(let signal):
                device.close()
                Console.end(128 + signal)
            }
            try device.draw(session.render())
        }
        device.close()
        try Console.print(report)
        if report.isEmpty { Console.note("\(session.openCount) of \(session.items.count) still open") }
    }

    private mutating func press(_ key: Key) throws {
        // Whoever decides must have seen the code as it is.
        if session.decides(key), stamps.isOutdated(session) { return reload() }
        for effect in session.press(key) { try perform(effect) }
    }

    private mutating func perform(_ effect: ReviewEffect) throws {
        switch effect {
        case .quit: isDone = true
        case .suspend:
            try device.suspend()
            TerminalDevice.size.map { session.resize($0) }
        case .open(let path, let line):
            let status = try device.lend { Editor.open(subject.file(path), line: line) }
            if status != 0 { session.say("the editor ended with \(status)") }
            reload()
        case .edit(let number, let text):
            let edited = try device.lend { Result { try Editor.edited(text) } }
            take(edited, number)
        case .plan, .commit:
            // Both take a whole run: the screen says so.
            if case .commit = effect { session.say("committing …") }
            try device.draw(session.render())
            if case .commit = effect, subject.signsCommits {
                // The signer may ask for a passphrase.
                try device.lend { ReviewWork(subject).perform(effect, on: &session, finish: { report = $0 }) }
            } else {
                ReviewWork(subject).perform(effect, on: &session, finish: { report = $0 })
            }
        default: ReviewWork(subject).perform(effect, on: &session, finish: { report = $0 })
        }
        isDone = isDone || !report.isEmpty
    }

    private mutating func take(_ edited: Result<[UInt8]?, any Error>, _ number: Int) {
        do {
            guard let text = try edited.get() else { return session.say("the editor failed: nothing was changed") }
            for effect in session.accept(number: number, edited: text) { try perform(effect) }
        } catch {
            session.say(ReviewWork.text(of: error))
        }
    }

    private mutating func reload() {
        do {
            session.reload(try subject.scope().scope, try subject.decisions())
            stamps = FileStamps(session, of: subject)
            hasWork = true
        } catch {
            session.say(ReviewWork.text(of: error))
        }
    }
}
