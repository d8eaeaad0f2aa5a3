import ArgumentParser
import FileSystem
import Glibc
import Reporting
import Review
import Terminal

/// Runs a session as lines of text, for screen readers, dumb terminals and tests: the same keys, one a line.
struct PlainReview {
    private let subject: ReviewSubject
    private var session: ReviewSession
    private var isDone = false
    private var stamps: FileStamps

    init(_ subject: ReviewSubject, _ session: ReviewSession) {
        self.subject = subject
        self.session = session
        stamps = FileStamps(session, of: subject)
    }

    mutating func run() throws {
        if session.openCount > 0 { try press(.enter) }
        while !isDone {
            try Console.print(session.plainText)
            try Console.write(Array(session.plainQuestion.utf8))
            guard let line = readLine() else { break }
            try answer(line)
        }
        Console.note("\(session.openCount) of \(session.items.count) still open")
    }

    /// A whole line for what is typed; the first letter else.
    private mutating func answer(_ line: String) throws {
        switch session.overlay {
        case .prompt:
            try press(.control("u"))
            for character in line { try press(.character(character)) }
            try press(.enter)
        case .text: try press(.character("q"))
        default: if let character = line.first(where: { $0 != " " }) { try press(.character(character)) }
        }
    }

    private mutating func press(_ key: Key) throws {
        if session.decides(key), stamps.isOutdated(session) { return try reload() }
        for effect in session.press(key) { try perform(effect) }
    }

    private mutating func reload() throws {
        session.reload(try subject.scope().scope, try subject.decisions())
        stamps = FileStamps(session, of: subject)
    }

    private mutating func perform(_ effect: ReviewEffect) throws {
        switch effect {
        case .quit: isDone = true
        case .suspend: raise(SIGTSTP)
        case .open(let path, let line):
            _ = Editor.open(subject.file(path), line: line)
            try reload()
        case .edit(let number, let text):
            guard let edited = try Editor.edited(text) else {
                return session.say("the editor failed: nothing was changed")
            }
            for effect in session.accept(number: number, edited: edited) { try perform(effect) }
        default:
            var report: [String] = []
            ReviewWork(subject).perform(effect, on: &session, finish: { report = $0 })
            try Console.print(report)
            isDone = isDone || !report.isEmpty
        }
    }
}
